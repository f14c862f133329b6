package org.yunhe.jobs.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.yunhe.jobs.core.Batch.TableName;
import org.yunhe.jobs.spark.Lake;

/** What became of the rows of each source table, in {@code ops.reconciliation}. */
final class Reconciliation {
  private static final String TABLE = "ops.reconciliation";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lake lake;
  private final String runId;
  private final Instant at;

  Reconciliation(Lake lake, String runId, Instant at) {
    this.lake = lake;
    this.runId = runId;
    this.at = at;
  }

  /** Counts the fates of all source rows after the run. */
  void record(SourceRows rows, Map<TableName, Long> changes) {
    Map<TableName, Fates> tables = new TreeMap<>();
    changes.keySet().forEach(name -> tables.put(name, new Fates()));
    for (Row row : rows.counts().collectAsList()) {
      tables
          .computeIfAbsent(new TableName(row.getString(0), row.getString(1)), name -> new Fates())
          .add(
              Outcome.valueOf(row.getString(2).toUpperCase(java.util.Locale.ROOT)),
              row.getString(3),
              row.getLong(4));
    }
    List<Row> lines = new ArrayList<>();
    tables.forEach((name, fates) -> lines.add(line(name, fates, changes.getOrDefault(name, 0L))));
    if (!lines.isEmpty()) {
      lake.append(
          lake.spark().createDataFrame(lines, lake.read(TABLE).schema()).coalesce(1), TABLE);
    }
  }

  private Row line(TableName name, Fates fates, long changes) {
    long core = fates.count(Outcome.CORE);
    long filtered = fates.count(Outcome.FILTERED);
    long quarantined = fates.count(Outcome.QUARANTINED);
    long unmapped = fates.count(Outcome.UNMAPPED);
    long in = core + filtered + quarantined + unmapped;
    return RowFactory.create(
        runId,
        name.source(),
        name.table(),
        changes,
        in,
        core,
        filtered,
        quarantined,
        unmapped,
        fates.reasons(),
        true,
        at);
  }

  private static final class Fates {
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Long> reasons = new TreeMap<>();

    void add(Outcome outcome, String reason, long count) {
      counts.merge(outcome, count, Long::sum);
      if (outcome == Outcome.FILTERED) {
        reasons.merge(reason, count, Long::sum);
      }
    }

    long count(Outcome outcome) {
      return counts.getOrDefault(outcome, 0L);
    }

    String reasons() {
      try {
        return reasons.isEmpty() ? null : JSON.writeValueAsString(reasons);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
