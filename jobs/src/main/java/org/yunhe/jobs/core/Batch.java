package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yunhe.jobs.spark.Kept;

/**
 * What is new: the newest image of every source row that changed, kept until closed.
 *
 * @param kept what is kept in memory and on disk
 * @param images rows of {@link ChangeLog#newest} that name a source row
 * @param changes changes read by source table
 * @param keyCount number of source rows
 * @param nameless number of changes that name no source row: truncations, tables without a key
 * @param full whether it is the whole log
 */
record Batch(
    Dataset<Row> kept,
    Dataset<Row> images,
    Map<TableName, Long> changes,
    long keyCount,
    long nameless,
    boolean full)
    implements AutoCloseable {
  private static final long FEW = 300_000;

  /** A table of a source. */
  record TableName(String source, String table) implements Comparable<TableName> {
    @Override
    public int compareTo(TableName other) {
      int bySource = source.compareTo(other.source);
      return bySource != 0 ? bySource : table.compareTo(other.table);
    }

    @Override
    public String toString() {
      return source + "." + table;
    }
  }

  /** Reads the images once and counts them. */
  static Batch of(Dataset<Row> newest, long changeCount, boolean full) {
    Dataset<Row> kept = Kept.of(newest, !full && changeCount <= FEW);
    Map<TableName, Long> changes = new TreeMap<>();
    long keys = 0;
    long nameless = 0;
    for (Row row :
        kept.groupBy(col("source"), col("source_table"), col("source_key").isNull())
            .agg(sum("changes"), count(lit(1)))
            .collectAsList()) {
      changes.merge(new TableName(row.getString(0), row.getString(1)), row.getLong(3), Long::sum);
      if (row.getBoolean(2)) {
        nameless += row.getLong(3);
      } else {
        keys += row.getLong(4);
      }
    }
    return new Batch(
        kept, kept.where(col("source_key").isNotNull()), changes, keys, nameless, full);
  }

  /** Returns the batch without the rows of {@code stale} (source, source_table, source_key). */
  Batch without(Dataset<Row> stale) {
    Dataset<Row> fresh = Kept.of(images.join(stale, keyNames(), "left_anti"), isSmall());
    long keys = fresh.count();
    kept.unpersist();
    return new Batch(fresh, fresh, changes, keys, nameless, full);
  }

  /** Returns the keys of the changed source rows, to be joined with a large table. */
  Dataset<Row> keys() {
    return small(images.select("source", "source_table", "source_key"));
  }

  /** Returns whether the batch is small beside the tables it changes. */
  boolean isSmall() {
    return !full && keyCount <= FEW;
  }

  /** Marks {@code rows}, which are no more than the batch, to be broadcast where that is cheap. */
  Dataset<Row> small(Dataset<Row> rows) {
    return isSmall() ? broadcast(rows) : rows;
  }

  /** Returns the condition that a row comes from one of the batch's sources. */
  Column ofItsSources(Column source) {
    Set<String> sources = new TreeSet<>();
    changes.keySet().forEach(name -> sources.add(name.source()));
    return source.isInCollection(sources);
  }

  /** Returns the condition that a row comes from one of the batch's source tables. */
  Column ofItsTables() {
    Set<String> tables = new TreeSet<>();
    changes.keySet().forEach(name -> tables.add(name.table()));
    return ofItsSources(col("source")).and(col("source_table").isInCollection(tables));
  }

  @Override
  public void close() {
    kept.unpersist();
  }

  static String[] keyNames() {
    return new String[] {"source", "source_table", "source_key"};
  }
}
