package org.yunhe.jobs.maintenance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobRunner;
import org.yunhe.models.contract.TableContract;

/**
 * Measures the promises of tables into {@code ops.table_sla}. Maintenance does it, not the jobs
 * that fill the tables: it runs by a clock of its own, so that a flow that stands still is seen.
 */
final class PromiseLog {
  private static final String TABLE = "ops.table_sla";
  private static final Logger LOG = LoggerFactory.getLogger(PromiseLog.class);

  private final JobContext context;
  private final Instant now;

  PromiseLog(JobContext context, Instant now) {
    this.context = context;
    this.now = now;
  }

  /** Measures those of {@code tables} that promise something, and writes a row of each. */
  void measure(List<TableContract> tables) {
    PromiseCheck check = new PromiseCheck(context.lake(), now, countedLast());
    List<Row> rows = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (TableContract table : tables) {
      if (table.service().freshness() != null || table.service().volume() != null) {
        rows.add(row(check, table, missed));
      }
    }
    if (!rows.isEmpty()) {
      context
          .lake()
          .append(
              context
                  .spark()
                  .createDataFrame(rows, context.lake().read(TABLE).schema())
                  .coalesce(1),
              TABLE);
    }
    if (!missed.isEmpty()) {
      context.progress().step("promises missed: " + String.join(", ", missed));
    }
  }

  private Row row(PromiseCheck check, TableContract table, List<String> missed) {
    try {
      Promise found = check.check(table);
      if (found.isMissed()) {
        missed.add(table.fullName());
      }
      return row(found, null);
    } catch (RuntimeException e) {
      LOG.error("the promises of {} were not measured", table.fullName(), e);
      return row(Promise.ofEmpty(table.fullName()), JobRunner.explain(e).getMessage());
    }
  }

  private Row row(Promise found, String failure) {
    Promise.Age age = found.age();
    Promise.Amount amount = found.amount();
    return RowFactory.create(
        context.runId(),
        found.table(),
        now,
        found.rows(),
        age == null ? null : age.newest(),
        age == null ? null : age.seconds(),
        age == null ? null : age.limit(),
        found.freshness(),
        amount == null ? null : amount.day(),
        amount == null ? null : amount.rows(),
        amount == null ? null : amount.usual(),
        amount == null ? null : amount.deviation(),
        amount == null ? null : amount.limit(),
        found.volume(),
        failure);
  }

  private Map<String, Long> countedLast() {
    Map<String, Long> counted = new HashMap<>();
    context
        .lake()
        .read(TABLE)
        .where("failure IS NULL")
        .groupBy("table_name")
        .agg(max_by(col("rows_counted"), col("measured_at")))
        .collectAsList()
        .forEach(row -> counted.put(row.getString(0), row.getLong(1)));
    return counted;
  }
}
