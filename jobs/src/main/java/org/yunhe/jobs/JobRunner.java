package org.yunhe.jobs;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.apache.spark.SparkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Runs jobs one after another and keeps a row of each run. */
public final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int SUFFIX = 8;

  private final Lake lake;
  private final Path secrets;
  private final boolean full;
  private final PrintStream out;

  /** Creates a runner; {@code secrets} is the folder of secrets. */
  public JobRunner(Lake lake, Path secrets, boolean full, PrintStream out) {
    this.lake = lake;
    this.secrets = secrets;
    this.full = full;
    this.out = out;
  }

  /** Runs one job; a failure is kept and thrown on. */
  public JobResult run(Job job) {
    Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    String runId =
        job.name()
            + "-"
            + STAMP.format(startedAt)
            + "-"
            + UUID.randomUUID().toString().substring(0, SUFFIX);
    JobRunLog runs = new JobRunLog(lake);
    Progress progress = new Progress(out, job.name());
    try {
      JobResult result =
          job.run(new JobContext(lake, runs, runId, startedAt, full, secrets, progress));
      runs.succeeded(job.name(), runId, startedAt, result);
      progress.step(
          "done: " + result.rowsRead() + " rows read, " + result.rowsWritten() + " rows written");
      return result;
    } catch (RuntimeException e) {
      keep(runs, job, runId, startedAt, e);
      throw e;
    }
  }

  /** Returns a failure as an error with code and remedy. */
  public static YunheException explain(Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof YunheException)
        && cause.getCause() != null
        && (cause instanceof SparkException || cause.getMessage() == null)) {
      cause = cause.getCause();
    }
    if (cause instanceof YunheException known) {
      return known;
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new YunheException(
        ErrorCode.JOB_FAILED,
        message.lines().filter(line -> !line.isBlank()).findFirst().orElse(cause.toString()),
        "the whole story is in spark.log of the log folder; the job may simply be run again",
        failure);
  }

  private static void keep(
      JobRunLog runs, Job job, String runId, Instant startedAt, RuntimeException failure) {
    try {
      runs.failed(job.name(), runId, startedAt, explain(failure).line());
    } catch (RuntimeException e) {
      LOG.error("the failure of {} could not be kept", runId, e);
    }
  }
}
