package org.yunhe.streaming.session;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The embedded Flink: one process with web UI and REST API that runs every streaming job of the
 * platform, each resumed from its own newest checkpoint and each failing on its own. A cluster runs
 * the same jobs with {@code flink run}.
 */
public final class FlinkSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkSession.class);
  private static final int SLOTS = 16;

  private final MiniCluster cluster;
  private final RuntimeSettings settings;
  private final List<Thread> supervisors = new ArrayList<>();

  private FlinkSession(MiniCluster cluster, RuntimeSettings settings) {
    this.cluster = cluster;
    this.settings = settings;
  }

  /** Starts the cluster with its REST API on {@code host:port}. */
  public static FlinkSession start(String host, int port, RuntimeSettings settings) {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(host, port))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new YunheException(
          ErrorCode.START_FAILED,
          "Flink did not start on " + host + ":" + port + ": " + rootMessage(e),
          "free the port or set ports.flink in yunhe.yaml",
          e);
    }
    return new FlinkSession(cluster, settings);
  }

  /** Runs a job until it is stopped, in a thread of its own. */
  public void run(StreamingJob job) {
    supervisors.add(
        Thread.ofPlatform()
            .name("supervise-" + job.name())
            .start(new JobSupervisor(cluster, settings, job)));
  }

  /** Waits until every job has been stopped. */
  public void await() throws InterruptedException {
    for (Thread supervisor : supervisors) {
      supervisor.join();
    }
  }

  @Override
  public void close() throws Exception {
    supervisors.forEach(Thread::interrupt);
    cluster.close();
  }

  /**
   * Starts the session that {@code yunhe.yaml} describes and runs until the process is ended: every
   * job, or those that the arguments name.
   */
  public static void main(String[] args) throws InterruptedException {
    try {
      YunheConfig config = YunheConfig.load();
      FlinkSession session =
          start(config.host(), config.ports().flink(), RuntimeSettings.of(config));
      List<String> wanted = List.of(args);
      for (StreamingJobProvider provider : ServiceLoader.load(StreamingJobProvider.class)) {
        StreamingJob job = provider.create(config);
        if (wanted.isEmpty() || wanted.contains(job.name())) {
          session.run(job);
        }
      }
      LOG.info("Flink is ready at {}", config.flink().url());
      Thread.currentThread().join();
    } catch (YunheException e) {
      LOG.error("The session did not start", e);
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }

  private static Configuration configuration(String host, int port) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, host);
    configuration.set(RestOptions.BIND_ADDRESS, host);
    configuration.set(RestOptions.PORT, port);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(port));
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    return configuration;
  }

  private static String rootMessage(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
