package org.yunhe.streaming.session;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs one job by itself: by {@code flink run} on a cluster, or in this process. It resumes from
 * the savepoint that {@code flink run --fromSavepoint} names, else from the job's newest
 * checkpoint.
 */
public final class StandaloneJob {
  private StandaloneJob() {}

  /** Runs the job until it is stopped. */
  public static void run(StreamingJob job, RuntimeSettings settings) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings.configuration(job.name()));
    if (environment.getConfiguration().getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isEmpty()) {
      new RestorePoints(settings.folder(job.name()))
          .newest()
          .ifPresent(place -> environment.configure(resume(place)));
    }
    job.define(environment);
    environment.execute(job.name());
  }

  private static Configuration resume(String place) {
    Configuration configuration = new Configuration();
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, place);
    return configuration;
  }
}
