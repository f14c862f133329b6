package org.yunhe.jobs;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Runs jobs again whenever one of their inputs has something new, in one session of the engine,
 * until it is told to stop. A failure is told and tried again after the pause: an outage ends, and
 * a job that is run again leaves the same tables.
 */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int MOST_SECONDS_TO_END = 20;

  /** Priority of a hook; those of Spark and Hadoop are below 100. */
  private static final int BEFORE_THE_ENGINE = 200;

  private final Lake lake;
  private final JobRunner runner;
  private final Duration pause;
  private final PrintStream err;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  Follower(Lake lake, JobRunner runner, Duration pause, PrintStream err) {
    this.lake = lake;
    this.runner = runner;
    this.pause = pause;
    this.err = err;
  }

  /** Ends after the run that is under way, and waits for that as long as the process may. */
  void stop() {
    stopped.countDown();
    try {
      ended.await(MOST_SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops in good order when the process is asked to end: before the engine's own hook. */
  void stopWithProcess() {
    ShutdownHookManager.get()
        .addShutdownHook(this::stop, BEFORE_THE_ENGINE, MOST_SECONDS_TO_END + 1, TimeUnit.SECONDS);
  }

  /** Follows the inputs of the jobs until stopped. */
  void follow(List<Job> jobs) throws InterruptedException {
    jobs.stream()
        .filter(job -> job.inputs().isEmpty())
        .findFirst()
        .ifPresent(
            job -> {
              throw new YunheException(
                  ErrorCode.UNKNOWN_NAME,
                  "the job " + job.name() + " does not follow a log",
                  "leave out --follow; core can");
            });
    try {
      repeat(jobs);
    } finally {
      ended.countDown();
    }
  }

  private void repeat(List<Job> jobs) throws InterruptedException {
    Map<String, Map<String, Long>> seen = new TreeMap<>();
    do {
      for (Job job : jobs) {
        Map<String, Long> now = snapshots(job);
        if (!now.equals(seen.get(job.name())) && succeeds(job)) {
          seen.put(job.name(), now);
        }
      }
    } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  private boolean succeeds(Job job) {
    try {
      runner.run(job);
      return true;
    } catch (RuntimeException e) {
      LOG.error("{} failed; it is tried again", job.name(), e);
      err.println(JobRunner.explain(e).line());
      return false;
    }
  }

  private Map<String, Long> snapshots(Job job) {
    Map<String, Long> snapshots = new TreeMap<>();
    for (String name : job.inputs()) {
      Table table = lake.table(name);
      table.refresh();
      snapshots.put(
          name, table.currentSnapshot() == null ? -1 : table.currentSnapshot().snapshotId());
    }
    return snapshots;
  }
}
