package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
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

/** One of the logs that records land in, shown as changes of source rows. */
final class SourceLog {
  static final String TRUNCATE = "t";

  private final Lake lake;
  private final Kind kind;
  private final Table table;

  SourceLog(Lake lake, Kind kind) {
    this.lake = lake;
    this.kind = kind;
    this.table = lake.table(kind.table);
  }

  /** The logs, with the columns that say which source table a record is of, and its image. */
  enum Kind {
    CHANGE("raw.change", "source_table", "after"),
    FHIR("raw.fhir", "resource_type", "resource"),
    DICOM("raw.dicom", "level", "metadata");

    private final String table;
    private final String name;
    private final String image;

    Kind(String table, String name, String image) {
      this.table = table;
      this.name = name;
      this.image = image;
    }

    String table() {
      return table;
    }
  }

  /**
   * A part of a log.
   *
   * @param from snapshot it begins after, or null for the beginning
   * @param to snapshot it ends with, or null where the log is empty
   */
  record Range(Long from, Long to) {
    boolean isEmpty() {
      return to == null || to.equals(from);
    }
  }

  /** Returns the newest snapshot, or null where the log is empty. */
  Long newest() {
    Snapshot current = table.currentSnapshot();
    return current == null ? null : current.snapshotId();
  }

  /** Returns whether the log can still be read from a bookmark on. */
  boolean holds(Long bookmark) {
    return bookmark == null
        || (table.snapshot(bookmark) != null
            && SnapshotUtil.isAncestorOf(table, newest(), bookmark));
  }

  /** Returns how many records a range holds, from the table's metadata. */
  long size(Range range) {
    if (range.isEmpty()) {
      return 0;
    }
    if (range.from() == null) {
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
   * Returns a range as source, source_table, source_key and image. Records of tables that are not
   * in {@code mapped} ({@code source.table}) come without what they hold; those that name no row
   * with a null key.
   */
  Dataset<Row> changes(Range range, Set<String> mapped) {
    Column isMapped = concat_ws(".", col("source"), col(kind.name)).isInCollection(mapped);
    return read(range)
        .select(
            col("source"),
            col(kind.name).as("source_table"),
            when(col("op").notEqual(TRUNCATE), col("key")).as("source_key"),
            struct(
                    col("source_position"),
                    col("offset"),
                    col("op"),
                    col("source_ts"),
                    col("org_code"),
                    col("topic"),
                    col("partition"),
                    when(isMapped, col(kind.image)).otherwise(lit(null)).as("after"))
                .as("image"));
  }

  /** Returns the operations of a range: source, source_table, key, source_position, offset, op. */
  Dataset<Row> operations(Range range) {
    return read(range)
        .select(
            col("source"),
            col(kind.name).as("source_table"),
            col("key"),
            col("source_position"),
            col("offset"),
            col("op"));
  }

  private Dataset<Row> read(Range range) {
    DataFrameReader reader = lake.spark().read().format("iceberg");
    DataFrameReader ranged =
        range.from() == null
            ? reader.option("versionAsOf", range.to())
            : reader
                .option("start-snapshot-id", range.from())
                .option("end-snapshot-id", range.to());
    return ranged.load(lake.fullName(kind.table));
  }

  private static long countOf(Snapshot snapshot, String property) {
    return Long.parseLong(snapshot.summary().getOrDefault(property, "0"));
  }
}
