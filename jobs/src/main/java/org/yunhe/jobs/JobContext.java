package org.yunhe.jobs;

import java.nio.file.Path;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;
import org.yunhe.jobs.spark.Lake;

/**
 * What a job is given for one run.
 *
 * @param lake tables of the lake, with the Spark session
 * @param runs earlier runs
 * @param runId identifier of this run
 * @param startedAt start of this run; the time its rows carry
 * @param full whether to forget the bookmark and read everything
 * @param secrets folder of secrets, readable by its owner only
 * @param progress what the run tells people on its way
 */
public record JobContext(
    Lake lake,
    JobRunLog runs,
    String runId,
    Instant startedAt,
    boolean full,
    Path secrets,
    Progress progress) {

  /** Returns the Spark session. */
  public SparkSession spark() {
    return lake.spark();
  }
}
