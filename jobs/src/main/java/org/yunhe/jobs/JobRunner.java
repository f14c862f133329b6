package org.yunhe.jobs;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.spark.SparkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.jobs.spark.AsOf;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.jobs.spark.RepeatedRows;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Runs jobs one after another and keeps a row of each run. */
public final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int SUFFIX = 8;
  private static final int ATTEMPTS = 4;

  private final Lake lake;
  private final Path secrets;
  private final boolean full;
  private final PrintStream out;

  /**
   * What follows the name of a job in {@code ops.job_run}: the branch of a past state, or nothing.
   */
  private final String suffix;

  private final JobLocks locks;

  /** Creates a runner; {@code secrets} is the folder of secrets. */
  public JobRunner(Lake lake, Path secrets, boolean full, PrintStream out) {
    this(lake, secrets, full, out, "", JobLocks.NONE);
  }

  /** Creates a runner whose jobs wait for others that write the same tables. */
  JobRunner(Lake lake, Path secrets, boolean full, PrintStream out, JobLocks locks) {
    this(lake, secrets, full, out, "", locks);
  }

  private JobRunner(
      Lake lake, Path secrets, boolean full, PrintStream out, String suffix, JobLocks locks) {
    this.locks = locks;
    this.lake = lake;
    this.secrets = secrets;
    this.full = full;
    this.out = out;
    this.suffix = suffix;
  }

  /**
   * Runs jobs on core as it was at a time or tag; what they write goes to a branch of the marts.
   */
  public void runAsOf(List<Job> jobs, String when) {
    jobs.stream()
        .filter(job -> !job.rebuildsPast())
        .findFirst()
        .ifPresent(
            job -> {
              throw new YunheException(
                  ErrorCode.UNKNOWN_NAME,
                  "the job " + job.name() + " cannot be run as of a past state",
                  "leave out --as-of; patient-360, indicators and cohorts can");
            });
    try (AsOf past = AsOf.open(lake, when)) {
      JobRunner runner = new JobRunner(lake, secrets, true, out, "@" + past.branch(), locks);
      jobs.forEach(runner::run);
      out.println("the result is in branch " + past.branch() + " of the tables of mart");
    }
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
    try (JobLocks.Held lock = acquired(job, progress)) {
      JobResult result =
          repeated(job, new JobContext(lake, runs, runId, startedAt, full, secrets, progress));
      runs.succeeded(job.name() + suffix, runId, startedAt, result);
      progress.step(
          "done: " + result.rowsRead() + " rows read, " + result.rowsWritten() + " rows written");
      return result;
    } catch (RuntimeException e) {
      keep(runs, job.name() + suffix, runId, startedAt, e);
      throw e;
    }
  }

  /** Takes the job's locks one after the other, in the order of their names as everyone does. */
  private JobLocks.Held acquired(Job job, Progress progress) {
    Deque<JobLocks.Held> held = new ArrayDeque<>();
    JobLocks.Held all = () -> held.forEach(JobLocks.Held::close);
    try {
      job.locks().stream()
          .sorted()
          .forEach(name -> held.push(locks.acquire(name + suffix, progress)));
      return all;
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  /**
   * Runs a job again where another writer was first with a commit to the same files: a job leaves
   * the same tables however often it runs.
   */
  private static JobResult repeated(Job job, JobContext context) {
    for (int attempt = 1; ; attempt++) {
      try {
        return runOnce(job, context);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !isConflict(e)) {
          throw e;
        }
        LOG.warn("another writer was first, attempt {}", attempt, e);
        context.progress().step("another writer changed the same files: once more");
      }
    }
  }

  private static JobResult runOnce(Job job, JobContext context) {
    if (!job.leavesOutRepeats()) {
      return job.run(context);
    }
    try (RepeatedRows leftOut = RepeatedRows.leaveOut(context.spark())) {
      return job.run(context);
    }
  }

  private static boolean isConflict(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ValidationException || cause instanceof CommitFailedException) {
        return true;
      }
    }
    return false;
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
      JobRunLog runs, String job, String runId, Instant startedAt, RuntimeException failure) {
    try {
      runs.failed(job, runId, startedAt, explain(failure).line());
    } catch (RuntimeException e) {
      LOG.error("the failure of {} could not be kept", runId, e);
    }
  }
}
