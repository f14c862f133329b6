package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yunhe.jobs.core.SourceLog.Kind;
import org.yunhe.jobs.core.SourceLog.Range;
import org.yunhe.jobs.spark.Lake;

/** The logs together: what came since the bookmarks, and the newest image of each source row. */
final class SourceLogs {
  static final String DELETE = "d";

  private final Map<Kind, SourceLog> logs = new EnumMap<>(Kind.class);

  SourceLogs(Lake lake) {
    for (Kind kind : Kind.values()) {
      logs.put(kind, new SourceLog(lake, kind));
    }
  }

  /**
   * A part of every log.
   *
   * @param ranges ranges by log
   * @param full whether nothing that was read before counts any more
   */
  record Reading(Map<Kind, Range> ranges, boolean full) {
    boolean isEmpty() {
      return ranges.values().stream().allMatch(Range::isEmpty);
    }

    /** Returns the same with every log from its beginning. */
    Reading whole() {
      Map<Kind, Range> all = new EnumMap<>(Kind.class);
      ranges.forEach((kind, range) -> all.put(kind, new Range(null, range.to())));
      return new Reading(all, true);
    }

    /** Returns the bookmarks of the next run. */
    Bookmarks bookmarks() {
      Map<Kind, Long> snapshots = new EnumMap<>(Kind.class);
      ranges.forEach(
          (kind, range) -> {
            if (range.to() != null) {
              snapshots.put(kind, range.to());
            }
          });
      return new Bookmarks(snapshots);
    }
  }

  /** Returns what follows the bookmarks: everything where there are none, or one is gone. */
  Reading since(Bookmarks bookmarks) {
    boolean full =
        bookmarks.isEmpty()
            || logs.entrySet().stream()
                .anyMatch(log -> !log.getValue().holds(bookmarks.of(log.getKey())));
    Map<Kind, Range> ranges = new EnumMap<>(Kind.class);
    logs.forEach(
        (kind, log) -> ranges.put(kind, new Range(full ? null : bookmarks.of(kind), log.newest())));
    return new Reading(ranges, full);
  }

  /** Returns how many records a reading holds, from the tables' metadata. */
  long size(Reading reading) {
    return reading.ranges().entrySet().stream()
        .mapToLong(part -> logs.get(part.getKey()).size(part.getValue()))
        .sum();
  }

  /**
   * Returns one row per source row that changed: its newest image, with the number of its changes.
   * Rows of tables that are not in {@code mapped} ({@code source.table}) come without their image.
   * Changes that name no row (truncations, tables without a key) stand together under a null key.
   *
   * @param before truncations of before the reading, which images may still be older than
   */
  Dataset<Row> newest(Reading reading, Set<String> mapped, Truncations before) {
    Column truncates = col("image.op").equalTo(SourceLog.TRUNCATE);
    Dataset<Row> newest =
        parts(reading, (log, range) -> log.changes(range, mapped))
            .repartition(col("source"), col("source_table"), col("source_key"))
            .groupBy("source", "source_table", "source_key")
            .agg(
                max_by(col("image"), struct(col("image.source_position"), col("image.offset")))
                    .as("image"),
                count(lit(1)).as("changes"),
                count_if(truncates).as("truncations"),
                max(when(truncates, col("image.source_position"))).as("truncated_at"))
            .select(
                col("source"),
                col("source_table"),
                col("source_key"),
                col("changes"),
                col("truncations"),
                col("truncated_at"),
                col("image.*"));
    return before.over(newest);
  }

  /**
   * Counts from the logs alone the rows that stand in each source table after a reading of the
   * whole: source, source_table, count.
   *
   * @param truncations those of the whole
   */
  Dataset<Row> standing(Reading whole, Truncations truncations) {
    return parts(whole, SourceLog::operations)
        .where(col("op").notEqual(SourceLog.TRUNCATE).and(col("key").isNotNull()))
        .groupBy("source", "source_table", "key")
        .agg(
            max_by(col("op"), struct(col("source_position"), col("offset"))).as("op"),
            max("source_position").as("source_position"))
        .where(col("op").notEqual(DELETE).and(truncations.isBefore().unary_$bang()))
        .groupBy("source", "source_table")
        .count();
  }

  private Dataset<Row> parts(Reading reading, Part part) {
    return reading.ranges().entrySet().stream()
        .filter(range -> !range.getValue().isEmpty())
        .map(range -> part.of(logs.get(range.getKey()), range.getValue()))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  @FunctionalInterface
  private interface Part {
    Dataset<Row> of(SourceLog log, Range range);
  }
}
