package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yunhe.jobs.core.Batch.TableName;

/**
 * Where the log last says that a source table was emptied. A row whose newest image stands before
 * that place has left its source, whenever that image arrives; {@code ops.job_run} keeps the places
 * in {@code detail}, so that a run need not look for them in the whole log.
 *
 * @param positions position in the source's log by source table
 */
record Truncations(Map<TableName, String> positions) {
  static final Truncations NONE = new Truncations(Map.of());

  private static final String DETAIL = "truncations";

  /** Returns whether a run kept its truncations: one of before they were followed did not. */
  static boolean areKept(JsonNode detail) {
    return detail.path(DETAIL).isObject();
  }

  /** Reads what a run kept. */
  static Truncations of(JsonNode detail) {
    Map<TableName, String> positions = new TreeMap<>();
    detail
        .path(DETAIL)
        .properties()
        .forEach(
            source ->
                source
                    .getValue()
                    .properties()
                    .forEach(
                        table ->
                            positions.put(
                                new TableName(source.getKey(), table.getKey()),
                                table.getValue().asText())));
    return new Truncations(positions);
  }

  /** Returns what {@code detail} has to keep. */
  Map<String, Object> detail() {
    Map<String, Map<String, String>> kept = new TreeMap<>();
    positions.forEach(
        (table, position) ->
            kept.computeIfAbsent(table.source(), source -> new TreeMap<>())
                .put(table.table(), position));
    return Map.of(DETAIL, kept);
  }

  boolean isEmpty() {
    return positions.isEmpty();
  }

  /** Returns these and others: of each table the later one. */
  Truncations and(Truncations others) {
    Map<TableName, String> latest = new TreeMap<>(positions);
    others.positions.forEach(
        (table, position) ->
            latest.merge(table, position, (one, two) -> one.compareTo(two) < 0 ? two : one));
    return new Truncations(latest);
  }

  /**
   * Returns the condition that a row with {@code source}, {@code source_table} and {@code
   * source_position} stands before the truncation of its table; false where there was none.
   */
  Column isBefore() {
    if (isEmpty()) {
      return lit(false);
    }
    List<Column> entries = new ArrayList<>();
    positions.forEach(
        (table, position) -> {
          entries.add(lit(table.toString()));
          entries.add(lit(position));
        });
    Column truncated =
        map(entries.toArray(Column[]::new))
            .getItem(concat_ws(".", col("source"), col("source_table")));
    return coalesce(col("source_position").lt(truncated), lit(false));
  }

  /** Returns images with those before a truncation shown as deletes, at the place they have. */
  Dataset<Row> over(Dataset<Row> images) {
    if (isEmpty()) {
      return images;
    }
    Column gone = col("source_key").isNotNull().and(isBefore());
    return images.withColumn("op", when(gone, SourceLogs.DELETE).otherwise(col("op")));
  }
}
