package org.yunhe.streaming.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one job of the session running: submits it from its newest checkpoint, and again should it
 * not start or end by failure, until it is stopped.
 */
final class JobSupervisor implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JobSupervisor.class);
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final MiniCluster cluster;
  private final RuntimeSettings settings;
  private final StreamingJob job;

  JobSupervisor(MiniCluster cluster, RuntimeSettings settings, StreamingJob job) {
    this.cluster = cluster;
    this.settings = settings;
    this.job = job;
  }

  @Override
  public void run() {
    try {
      while (!hasEnded()) {
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs the job once: true where it ended because somebody stopped it. */
  private boolean hasEnded() throws InterruptedException {
    try {
      JobID id = cluster.submitJob(graph()).get().getJobID();
      LOG.info("Job {} runs as {}", job.name(), id);
      JobResult result = cluster.requestJobResult(id).get();
      LOG.info("Job {} ended: {}", job.name(), result.getApplicationStatus());
      return result.getApplicationStatus() != ApplicationStatus.FAILED;
    } catch (IOException | ExecutionException | RuntimeException e) {
      LOG.error("Job {} does not run, trying again", job.name(), e);
      return false;
    }
  }

  private JobGraph graph() throws IOException {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings.configuration(job.name()));
    job.define(environment);
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    Optional<String> newest = new RestorePoints(settings.folder(job.name())).newest();
    newest.ifPresent(
        place ->
            graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(place, false, RecoveryClaimMode.NO_CLAIM)));
    LOG.info("Job {} starts from {}", job.name(), newest.orElse("the beginning"));
    return graph;
  }
}
