package org.yunhe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one batch job now. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs one batch job now: core, patient-360, indicators, or all.",
      "core merges what is new in raw.change into core; patient-360 rebuilds the patient's marts;",
      "indicators computes mart.indicator_value from the definitions in models."
    })
final class RunCommand implements Callable<Integer> {
  static final String MAIN = "org.yunhe.jobs.JobMain";

  @Parameters(paramLabel = "JOB", description = "core, patient-360, indicators or all")
  private String job;

  @Option(names = "--full", description = "read everything again instead of what is new")
  private boolean full;

  @Override
  public Integer call() throws Exception {
    YunheConfig config = YunheConfig.load();
    List<String> known = Jobs.names();
    if (!known.contains(job)) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME, "no job is named '" + job + "'", "use one of " + known);
    }
    DiskSpace.require(config.home());
    if (new Platform(config).part("postgresql").process().isEmpty()
        && config.lake().jdbcUrl().contains(":" + config.ports().postgres() + "/")) {
      throw new YunheException(
          ErrorCode.NOT_RUNNING, "the lake's catalog is not running", "run './yunhe up' first");
    }
    List<String> arguments = new ArrayList<>(List.of(job));
    if (full) {
      arguments.add("--full");
    }
    new OneShot(config, "run-" + job)
        .run("jobs", config.memory().spark(), MAIN, arguments, RunCommand::show);
    return 0;
  }

  /** Shows the job's own lines, not those of the engine's log. */
  private static void show(String line) {
    if (!line.matches(
        "^(\\d{4}-\\d\\d-\\d\\dT|\\d\\d/\\d\\d/\\d\\d |WARNING:|SLF4J|\\s+at |Using ).*")) {
      System.out.println(line);
    }
  }
}
