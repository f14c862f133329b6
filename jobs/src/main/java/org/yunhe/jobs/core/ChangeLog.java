package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yunhe.jobs.spark.Lake;

/** Reads {@code raw.change}: a range of it, and of that the newest image of each source row. */
final class ChangeLog {
  static final String DELETE = "d";

  private static final String TABLE = "raw.change";
  private static final String TRUNCATE = "t";

  private final Lake lake;
  private final Table table;

  ChangeLog(Lake lake) {
    this.lake = lake;
    this.table = lake.table(TABLE);
  }

  /**
   * A part of the log.
   *
   * @param from snapshot it begins after, or null for the beginning
   * @param to snapshot it ends with, or null where the log is empty
   */
  record Range(Long from, Long to) {
    boolean isFull() {
      return from == null;
    }

    boolean isEmpty() {
      return to == null || to.equals(from);
    }
  }

  /** Returns what follows {@code bookmark}: all of the log where that snapshot is gone. */
  Range since(Long bookmark) {
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      return new Range(null, null);
    }
    long to = current.snapshotId();
    boolean known =
        bookmark != null
            && table.snapshot(bookmark) != null
            && SnapshotUtil.isAncestorOf(table, to, bookmark);
    return new Range(known ? bookmark : null, to);
  }

  /** Returns how many changes the range holds, from the table's metadata. */
  long size(Range range) {
    if (range.to() == null) {
      return 0;
    }
    if (range.isFull()) {
      return countOf(table.snapshot(range.to()), SnapshotSummary.TOTAL_RECORDS_PROP);
    }
    long size = 0;
    for (Snapshot snapshot : SnapshotUtil.ancestorsBetween(table, range.to(), range.from())) {
      if (snapshot.operation().equals("append")) {
        size += countOf(snapshot, SnapshotSummary.ADDED_RECORDS_PROP);
      }
    }
    return size;
  }

  /**
   * Returns one row per source row that changed: its newest image, with the number of its changes.
   * Rows of tables that are not in {@code mapped} ({@code source.table}) come without their image.
   * Changes that name no row (truncations, tables without a key) stand together under a null key.
   */
  Dataset<Row> newest(Range range, Set<String> mapped) {
    Column isMapped = concat_ws(".", col("source"), col("source_table")).isInCollection(mapped);
    return read(range)
        .select(
            col("source"),
            col("source_table"),
            when(col("op").notEqual(TRUNCATE), col("key")).as("source_key"),
            struct(
                    col("source_position"),
                    col("offset"),
                    col("op"),
                    col("source_ts"),
                    col("org_code"),
                    col("topic"),
                    col("partition"),
                    when(isMapped, col("after")).as("after"))
                .as("image"))
        .repartition(col("source"), col("source_table"), col("source_key"))
        .groupBy("source", "source_table", "source_key")
        .agg(
            max_by(col("image"), struct(col("image.source_position"), col("image.offset")))
                .as("image"),
            count(lit(1)).as("changes"),
            count_if(col("image.op").equalTo(TRUNCATE)).as("truncations"))
        .select(
            col("source"),
            col("source_table"),
            col("source_key"),
            col("changes"),
            col("truncations"),
            col("image.*"));
  }

  /**
   * Counts from the log alone the rows that stand in each source table after {@code range}, which
   * begins with the log: source, source_table, count.
   */
  Dataset<Row> standing(Range range) {
    return read(range)
        .where(col("op").notEqual(TRUNCATE).and(col("key").isNotNull()))
        .groupBy("source", "source_table", "key")
        .agg(max_by(col("op"), struct(col("source_position"), col("offset"))).as("op"))
        .where(col("op").notEqual(DELETE))
        .groupBy("source", "source_table")
        .count();
  }

  private Dataset<Row> read(Range range) {
    DataFrameReader reader = lake.spark().read().format("iceberg");
    DataFrameReader ranged =
        range.isFull()
            ? reader.option("versionAsOf", range.to())
            : reader
                .option("start-snapshot-id", range.from())
                .option("end-snapshot-id", range.to());
    return ranged.load(lake.fullName(TABLE));
  }

  private static long countOf(Snapshot snapshot, String property) {
    return Long.parseLong(snapshot.summary().getOrDefault(property, "0"));
  }
}
