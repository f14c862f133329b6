package org.yunhe.jobs.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.spark.sql.functions;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.core.CoreJob;
import org.yunhe.models.care.CareReader;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;

/**
 * Removes rows that are older than the retention of their contract. Core, marts and research have
 * no age of their own: what left {@code raw.change} leaves them with the next full run of core.
 */
public final class RetentionJob implements Job {
  /** Name of the job. */
  public static final String NAME = "retention";

  private final List<TableContract> tables;

  /** Creates the job for all tables of the class path. */
  public RetentionJob() {
    this(ContractCatalog.load().tables());
  }

  RetentionJob(List<TableContract> tables) {
    this.tables = tables;
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
  public List<String> locks() {
    // Core would write again, from what it has read already, what is removed meanwhile.
    return List.of(CoreJob.NAME);
  }

  @Override
  public JobResult run(JobContext context) {
    LocalDate today = LocalDate.ofInstant(context.startedAt(), ZoneOffset.UTC);
    Map<String, Object> removed = new TreeMap<>();
    long rows = 0;
    for (TableContract table : tables) {
      Optional<String> column = table.view() ? Optional.empty() : CareReader.timeColumn(table);
      if (column.isPresent()) {
        Instant before =
            today.minus(table.service().retention()).atStartOfDay(ZoneOffset.UTC).toInstant();
        long gone = remove(context, table, column.get(), before);
        if (gone > 0) {
          removed.put(table.fullName(), gone);
          context.progress().step(table.fullName() + ": " + gone + " rows before " + before);
        }
        rows += gone;
      }
    }
    return new JobResult(null, null, tables.size(), rows, removed);
  }

  private static long remove(
      JobContext context, TableContract contract, String column, Instant before) {
    long old =
        context.lake().read(contract.fullName()).where(functions.col(column).lt(before)).count();
    if (old == 0) {
      return 0;
    }
    Table table = context.lake().table(contract.fullName());
    table.updateProperties().set("write.delete.isolation-level", "snapshot").commit();
    // A DELETE takes no bound value; this one is a number of this run's own clock.
    context
        .spark()
        .sql(
            "DELETE FROM "
                + context.lake().fullName(contract.fullName())
                + " WHERE "
                + column
                + " < timestamp_seconds("
                + before.getEpochSecond()
                + ")");
    return old;
  }
}
