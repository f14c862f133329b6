package org.yunhe.streaming.session;

import java.net.URI;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.yunhe.lakehouse.config.YunheConfig;

/**
 * What every job of the platform asks of Flink: exactly-once checkpoints that outlive the process,
 * and retries without end, so that an outage of Kafka or of the catalog heals by itself.
 *
 * @param checkpoints folder of all jobs' checkpoints and savepoints, one folder a job below it
 * @param interval time between two checkpoints, which is the time between two commits to the lake
 * @param parallelism of every job that does not set its own
 */
public record RuntimeSettings(URI checkpoints, Duration interval, int parallelism) {
  private static final int RETAINED = 3;

  /** The settings that {@code yunhe.yaml} asks for. */
  public static RuntimeSettings of(YunheConfig config) {
    return new RuntimeSettings(
        URI.create(config.flink().checkpoints()),
        config.flink().checkpointInterval(),
        config.flink().parallelism());
  }

  /** The folder of one job's checkpoints and savepoints. */
  public String folder(String job) {
    String root = checkpoints.toString();
    return root.endsWith("/") ? root + job : root + "/" + job;
  }

  /** Flink's own configuration for one job. */
  public Configuration configuration(String job) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.NAME, job);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    setCheckpoints(configuration, folder(job));
    setRestarts(configuration);
    return configuration;
  }

  private void setCheckpoints(Configuration configuration, String folder) {
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder);
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(10));
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
  }

  private static void setRestarts(Configuration configuration) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(15));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(1));
  }
}
