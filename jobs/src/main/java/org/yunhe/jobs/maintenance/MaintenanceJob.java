package org.yunhe.jobs.maintenance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.JobRunner;
import org.yunhe.models.care.CareReader;
import org.yunhe.models.care.CareTargets;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Keeps the files of every table at the targets of its contract, and writes what it found and did
 * to {@code ops.table_health}; measures what the tables promise into {@code ops.table_sla}. A table
 * that fails does not stop the others.
 */
public final class MaintenanceJob implements Job {
  /** Name of the job. */
  public static final String NAME = "maintain";

  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceJob.class);
  private static final Duration BETWEEN_SEARCHES = Duration.ofDays(1);

  private final List<TableContract> tables;
  private final Function<TableContract, CareTargets> targets;
  private final Clock clock;

  /** Creates the job for all tables of the class path. */
  public MaintenanceJob() {
    this(ContractCatalog.load().tables(), CareReader::read, Clock.systemUTC());
  }

  /** Creates the job for some tables, with targets and a clock of the caller's. */
  public MaintenanceJob(
      List<TableContract> tables, Function<TableContract, CareTargets> targets, Clock clock) {
    this.tables = tables.stream().filter(table -> !table.view()).toList();
    this.targets = targets;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean partOfAll() {
    return false;
  }

  @Override
  public JobResult run(JobContext context) {
    Instant now = clock.instant();
    NeededSnapshots needed = NeededSnapshots.read(context.lake());
    HealthLog log = new HealthLog(context.lake(), context.runId(), now);
    Set<String> searched = log.soughtSince(now.minus(BETWEEN_SEARCHES));
    List<String> failed = new ArrayList<>();
    int mended = 0;
    for (TableContract table : tables) {
      CareTargets wanted = targets.apply(table);
      try {
        TableCare.Outcome outcome =
            new TableCare(context.lake(), table, wanted, now, needed)
                .care(!searched.contains(table.fullName()));
        log.add(table.fullName(), wanted, outcome);
        mended += outcome.actions().isEmpty() ? 0 : 1;
        say(context, table, outcome, wanted);
      } catch (RuntimeException e) {
        LOG.error("maintenance of {} failed", table.fullName(), e);
        String failure = JobRunner.explain(e).getMessage();
        log.failed(table.fullName(), wanted, failure);
        failed.add(table.fullName());
        context.progress().step(table.fullName() + ": failed: " + failure);
      }
    }
    log.write();
    new PromiseLog(context, now).measure(tables);
    if (!failed.isEmpty()) {
      throw new YunheException(
          ErrorCode.JOB_FAILED,
          failed.size() + " of " + tables.size() + " tables were not maintained: " + failed,
          "ops.table_health says why; the others are done; run it again");
    }
    return new JobResult(
        null, null, tables.size(), mended, Map.of("tables", tables.size(), "mended", mended));
  }

  private static void say(
      JobContext context, TableContract table, TableCare.Outcome outcome, CareTargets wanted) {
    List<String> missed = outcome.health().missed(wanted);
    if (!outcome.actions().isEmpty() || !missed.isEmpty()) {
      context
          .progress()
          .step(
              table.fullName()
                  + ": "
                  + String.join(", ", outcome.actions())
                  + (missed.isEmpty() ? "" : "; still missed: " + missed));
    }
  }
}
