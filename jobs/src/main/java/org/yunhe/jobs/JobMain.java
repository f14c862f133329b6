package org.yunhe.jobs;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.jobs.spark.SealedTables;
import org.yunhe.jobs.spark.SparkSessions;
import org.yunhe.lakehouse.catalog.CatalogProperties;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Runs batch jobs in one Spark session: {@code JobMain JOB… [--full] [--as-of TIME|TAG] [--follow
 * SECONDS] [--config FILE]}; the same class for {@code spark-submit}. With {@code --follow} it
 * stays and runs them again, so many seconds after the last run, when their input has grown.
 *
 * <p>Exit codes: 0 done, 1 a job failed, 2 wrong usage.
 */
public final class JobMain {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private JobMain() {}

  /** Runs the jobs that the arguments name. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      Arguments arguments = Arguments.parse(args);
      if (arguments.config() != null) {
        System.setProperty("yunhe.config", arguments.config());
      }
      return runAll(() -> JobRegistry.load().inOrder(arguments.jobs()), arguments, out, err);
    } catch (YunheException e) {
      err.println(e.line());
      return USAGE;
    }
  }

  /** Runs one job that no name stands for; returns the exit code. */
  public static int run(Supplier<Job> job, PrintStream out, PrintStream err) {
    try {
      return runAll(() -> List.of(job.get()), Arguments.NONE, out, err);
    } catch (YunheException e) {
      err.println(e.line());
      return USAGE;
    }
  }

  private static int runAll(
      Supplier<List<Job>> named, Arguments arguments, PrintStream out, PrintStream err) {
    YunheConfig config = YunheConfig.load();
    // Before the jobs are loaded: the first logger of one of them settles where the log goes.
    JobLog.writeTo(config.home().resolve("log").resolve("spark.log"));
    List<Job> jobs = named.get();
    Logger log = LoggerFactory.getLogger(JobMain.class);
    try (SparkSession spark =
        SparkSessions.start(
            config.lake().catalog(), CatalogProperties.of(config), settings(config))) {
      Lake lake = new Lake(spark, config.lake().catalog());
      JobRunner runner =
          new JobRunner(
              lake, config.home().resolve("secrets"), arguments.full(), out, JobLocks.of(config));
      if (arguments.follow() != null) {
        Follower follower = new Follower(lake, runner, arguments.follow(), err);
        follower.stopWithProcess();
        follower.follow(jobs);
      } else if (arguments.asOf() == null) {
        jobs.forEach(runner::run);
      } else {
        runner.runAsOf(JobRegistry.load().withPast(jobs), arguments.asOf());
      }
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (YunheException e) {
      log.error("job failed", e);
      err.println(e.line());
    } catch (RuntimeException | java.io.IOException e) {
      log.error("job failed", e);
      err.println(JobRunner.explain(e).line());
    }
    return FAILED;
  }

  private static Map<String, String> settings(YunheConfig config) {
    Map<String, String> settings = new HashMap<>(SealedTables.settings(config.encryption()));
    if (System.getProperty("spark.master") == null) {
      settings.put("spark.master", config.spark().master());
    }
    return settings;
  }

  private record Arguments(
      List<String> jobs, boolean full, String asOf, Duration follow, String config) {
    static final Arguments NONE = new Arguments(List.of(), false, null, null, null);

    static Arguments parse(String[] args) {
      List<String> jobs = new ArrayList<>();
      boolean full = false;
      String asOf = null;
      Duration follow = null;
      String config = null;
      for (int i = 0; i < args.length; i++) {
        if (args[i].equals("--full")) {
          full = true;
        } else if (args[i].equals("--as-of") && i + 1 < args.length) {
          asOf = args[++i];
        } else if (args[i].equals("--follow") && i + 1 < args.length) {
          follow = seconds(args[++i]);
        } else if (args[i].equals("--config") && i + 1 < args.length) {
          config = args[++i];
        } else if (args[i].startsWith("-")) {
          throw usage("option " + args[i] + " is not known or has no value");
        } else {
          jobs.add(args[i]);
        }
      }
      if (jobs.isEmpty()) {
        throw usage("no job is named");
      }
      if (follow != null && (full || asOf != null)) {
        throw usage("--follow reads what is new, so it goes with neither --full nor --as-of");
      }
      return new Arguments(jobs, full, asOf, follow, config);
    }

    private static Duration seconds(String text) {
      if (!text.matches("[1-9][0-9]{0,4}")) {
        throw usage("--follow takes whole seconds, not '" + text + "'");
      }
      return Duration.ofSeconds(Long.parseLong(text));
    }

    private static YunheException usage(String what) {
      return new YunheException(
          ErrorCode.UNKNOWN_NAME,
          what,
          "usage: JOB… [--full] [--as-of TIME|TAG] [--follow SECONDS] [--config FILE], JOB one of "
              + String.join(", ", JobRegistry.load().names())
              + " or "
              + JobRegistry.ALL);
    }
  }
}
