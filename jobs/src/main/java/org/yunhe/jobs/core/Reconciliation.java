package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.yunhe.jobs.core.Batch.Changes;
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

  /** Returns how many rows stood in each source table after a run, as that run recorded it. */
  Map<TableName, Long> rowsIn(String run) {
    Map<TableName, Long> rows = new TreeMap<>();
    for (Row row :
        lake.read(TABLE)
            .where(col("run_id").equalTo(run))
            .select("source", "source_table", "rows_in")
            .collectAsList()) {
      rows.put(new TableName(row.getString(0), row.getString(1)), row.getLong(2));
    }
    return rows;
  }

  /**
   * Holds the fates of all source rows after the run against the rows that stand in the source
   * tables, and returns the tables where they differ.
   *
   * @param rows fates
   * @param rowsIn rows that stand in each source table, counted from the log
   * @param changes changes read by this run
   */
  List<TableName> record(
      SourceRows rows, Map<TableName, Long> rowsIn, Map<TableName, Changes> changes) {
    Map<TableName, Fates> tables = new TreeMap<>();
    changes.keySet().forEach(name -> tables.put(name, new Fates()));
    rowsIn.keySet().forEach(name -> tables.put(name, new Fates()));
    for (Row row : rows.counts().collectAsList()) {
      tables
          .computeIfAbsent(new TableName(row.getString(0), row.getString(1)), name -> new Fates())
          .add(
              Outcome.valueOf(row.getString(2).toUpperCase(java.util.Locale.ROOT)),
              row.getString(3),
              row.getLong(4));
    }
    StructType schema = lake.read(TABLE).schema();
    List<Row> lines = new ArrayList<>();
    List<TableName> unbalanced = new ArrayList<>();
    tables.forEach(
        (name, fates) -> {
          long in = rowsIn.getOrDefault(name, 0L);
          Map<String, Object> line =
              line(name, fates, in, changes.getOrDefault(name, Changes.NONE));
          lines.add(RowFactory.create(Stream.of(schema.fieldNames()).map(line::get).toArray()));
          if (in != fates.out()) {
            unbalanced.add(name);
          }
        });
    if (!lines.isEmpty()) {
      lake.append(lake.spark().createDataFrame(lines, schema).coalesce(1), TABLE);
    }
    return unbalanced;
  }

  private Map<String, Object> line(TableName name, Fates fates, long in, Changes changes) {
    Map<String, Object> line = new HashMap<>();
    line.put("run_id", runId);
    line.put("source", name.source());
    line.put("source_table", name.table());
    line.put("changes_read", changes.read());
    line.put("rows_in", in);
    line.put("rows_core", fates.count(Outcome.CORE));
    line.put("rows_filtered", fates.count(Outcome.FILTERED));
    line.put("rows_quarantined", fates.count(Outcome.QUARANTINED));
    line.put("rows_unmapped", fates.count(Outcome.UNMAPPED));
    line.put("rows_deleted", fates.count(Outcome.DELETED));
    line.put("truncations", changes.truncations());
    line.put("changes_keyless", changes.keyless());
    line.put("filter_reasons", fates.reasons());
    line.put("balanced", in == fates.out());
    line.put("recorded_at", at);
    return line;
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

    /** Rows that a fate says stand in the source. */
    long out() {
      return counts.values().stream().mapToLong(Long::longValue).sum() - count(Outcome.DELETED);
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
