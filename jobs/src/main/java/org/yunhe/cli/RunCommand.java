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
      "Runs one batch job now: core, patient-360, indicators, cohorts, deidentify, quality,"
          + " compare-roads, reports, maintain, retention, or all (without the last two).",
      "core merges what is new in raw.change into core; patient-360 rebuilds the patient's marts;",
      "quality judges core and its quarantine by the rules of the contracts;",
      "compare-roads compares the records that one institution sends by two roads;",
      "indicators computes mart.indicator_value from the definitions in models;",
      "reports writes the hospitals' monthly reports below .yunhe/reports."
    })
final class RunCommand implements Callable<Integer> {
  static final String MAIN = "org.yunhe.jobs.JobMain";
  private static final String REPORTS = "reports";
  private static final String REPORT_MAIN = "org.yunhe.dashboards.report.ReportMain";
  private static final int REPORT_HEAP_MIB = 256;

  @Parameters(paramLabel = "JOB", description = "one of those above")
  private String job;

  @Option(names = "--full", description = "read everything again instead of what is new")
  private boolean full;

  @Option(
      names = "--follow",
      paramLabel = "SECONDS",
      description = "core: stay, and merge what is new so long after the last run")
  private Integer follow;

  @Option(
      names = "--as-of",
      paramLabel = "TIME|TAG",
      description =
          "patient-360, indicators, cohorts: from core as it was then, into a branch of the marts")
  private String asOf;

  @Option(
      names = "--org",
      paramLabel = "CODE",
      description = "reports: of this institution (default: every hospital)")
  private String organization;

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description = "reports: about this month, such as 2026-10 (default: the last whole one)")
  private String month;

  @Option(
      names = "--language",
      paramLabel = "zh|en",
      description = "reports: in this language (default: the setting language)")
  private String language;

  @Override
  public Integer call() throws Exception {
    YunheConfig config = YunheConfig.load();
    if (job.equals(REPORTS)) {
      return reports(config);
    }
    requireNoReportOption();
    List<String> known = Jobs.names();
    if (!known.contains(job)) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME,
          "no job is named '" + job + "'",
          "use one of " + known + " or " + REPORTS);
    }
    DiskSpace.require(config.home());
    requireCatalog(config);
    List<String> arguments = new ArrayList<>(List.of(job));
    if (full) {
      arguments.add("--full");
    }
    option(arguments, "--as-of", asOf);
    option(arguments, "--follow", follow == null ? null : follow.toString());
    new OneShot(config, "run-" + job)
        .run("jobs", config.memory().spark(), MAIN, arguments, RunCommand::show);
    return 0;
  }

  /** Complains where the embedded catalog is meant and does not run. */
  static void requireCatalog(YunheConfig config) {
    if (new Platform(config).part("postgresql").process().isEmpty()
        && config.lake().jdbcUrl().contains(":" + config.ports().postgres() + "/")) {
      throw new YunheException(
          ErrorCode.NOT_RUNNING, "the lake's catalog is not running", "run './yunhe up' first");
    }
  }

  private int reports(YunheConfig config) {
    List<String> arguments = new ArrayList<>();
    option(arguments, "--org", organization);
    option(arguments, "--month", month);
    option(arguments, "--language", language);
    new OneShot(config, "run-" + REPORTS)
        .run("dashboards", REPORT_HEAP_MIB, REPORT_MAIN, arguments, RunCommand::show);
    return 0;
  }

  private static void option(List<String> arguments, String name, String value) {
    if (value != null) {
      arguments.addAll(List.of(name, value));
    }
  }

  private void requireNoReportOption() {
    if (organization != null || month != null || language != null) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME,
          "--org, --month and --language belong to reports",
          "leave them out of './yunhe run " + job + "'");
    }
  }

  /** Shows the job's own lines, not those of the engine's log. */
  static void show(String line) {
    if (!line.matches(
        "^(\\d{4}-\\d\\d-\\d\\dT|\\d\\d/\\d\\d/\\d\\d |WARNING:|SLF4J|\\s+at |Using ).*")) {
      System.out.println(line);
    }
  }
}
