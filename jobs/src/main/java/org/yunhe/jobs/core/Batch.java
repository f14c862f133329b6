package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.yunhe.jobs.spark.Kept;

/**
 * What is new: the newest image of every source row that changed, kept until closed.
 *
 * @param kept what is kept in memory and on disk
 * @param images rows of {@link SourceLogs#newest} that name a source row
 * @param changes changes read by source table
 * @param alive number of source rows that stand in their source by source table
 * @param keyCount number of source rows
 * @param full whether it is the whole log
 */
record Batch(
    Dataset<Row> kept,
    Dataset<Row> images,
    Map<TableName, Changes> changes,
    Map<TableName, Long> alive,
    long keyCount,
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

  /**
   * Changes of one source table.
   *
   * @param read number of changes
   * @param truncations number of those that emptied the table
   * @param truncatedAt position of the last of these, or null
   * @param keyless number of those that name no row, which cannot be followed
   */
  record Changes(long read, long truncations, String truncatedAt, long keyless) {
    static final Changes NONE = new Changes(0, 0, null, 0);
  }

  /** Reads the images once and counts them. */
  static Batch of(Dataset<Row> newest, long changeCount, boolean full) {
    boolean few = !full && changeCount <= FEW;
    // In order, so that who reads one source table passes over the blocks of all others.
    Dataset<Row> kept =
        Kept.of(few ? newest : newest.sortWithinPartitions("source", "source_table"), few);
    Map<TableName, Changes> changes = new TreeMap<>();
    Map<TableName, Long> alive = new TreeMap<>();
    long keys = 0;
    Column named = col("source_key").isNotNull();
    for (Row row :
        kept.groupBy("source", "source_table")
            .agg(
                sum("changes"),
                sum("truncations"),
                coalesce(sum(when(named.unary_$bang(), col("changes"))), lit(0L)),
                count_if(named),
                count_if(named.and(isAlive())),
                max("truncated_at"))
            .collectAsList()) {
      TableName table = new TableName(row.getString(0), row.getString(1));
      long truncations = row.getLong(3);
      changes.put(
          table,
          new Changes(row.getLong(2), truncations, row.getString(7), row.getLong(4) - truncations));
      keys += row.getLong(5);
      alive.put(table, row.getLong(6));
    }
    return new Batch(kept, kept.where(named), changes, alive, keys, full);
  }

  /** Returns the last truncation of each table among the changes. */
  Truncations truncations() {
    Map<TableName, String> positions = new TreeMap<>();
    changes.forEach(
        (table, change) -> {
          if (change.truncatedAt() != null) {
            positions.put(table, change.truncatedAt());
          }
        });
    return new Truncations(positions);
  }

  /** Returns the batch of a full run with its own truncations followed: the log has every row. */
  Batch truncated() {
    return with(kept, truncations().over(images));
  }

  /**
   * Returns the batch with its own truncations followed, also by rows that it does not have.
   *
   * @param standing rows that stood in its truncated tables (source, source_table, source_key,
   *     source_position)
   * @param count how many they are
   */
  Batch truncated(Dataset<Row> standing, long count) {
    List<Column> columns = new ArrayList<>();
    List<Column> image = new ArrayList<>();
    List<String> given = Arrays.asList(standing.columns());
    for (StructField field : images.schema().fields()) {
      columns.add(
          given.contains(field.name())
              ? col(field.name())
              : lit(null).cast(field.dataType()).as(field.name()));
      image.add(col(field.name()));
    }
    Dataset<Row> newest =
        images
            .unionByName(standing.select(columns.toArray(Column[]::new)))
            .groupBy("source", "source_table", "source_key")
            .agg(max_by(struct(image.toArray(Column[]::new)), col("source_position")).as("image"))
            .select("image.*");
    Dataset<Row> all = Kept.of(truncations().over(newest), !full && keyCount + count <= FEW);
    Batch batch = with(all, all);
    Kept.release(kept);
    return batch;
  }

  /** Returns the batch without the rows of {@code stale} (source, source_table, source_key). */
  Batch without(Dataset<Row> stale) {
    Dataset<Row> fresh = Kept.of(images.join(stale, keyNames(), "left_anti"), isSmall());
    Batch batch = with(fresh, fresh);
    Kept.release(kept);
    return batch;
  }

  /** Returns the batch with other images, counted anew. */
  private Batch with(Dataset<Row> kept, Dataset<Row> images) {
    Map<TableName, Long> standing = new TreeMap<>();
    long keys = 0;
    for (Row row :
        images
            .groupBy("source", "source_table")
            .agg(count(lit(1)), count_if(isAlive()))
            .collectAsList()) {
      keys += row.getLong(2);
      standing.put(new TableName(row.getString(0), row.getString(1)), row.getLong(3));
    }
    return new Batch(kept, images, changes, standing, keys, full);
  }

  private static Column isAlive() {
    return col("op").notEqual(SourceLogs.DELETE);
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

  /** Returns the names of the batch's sources. */
  Set<String> sources() {
    Set<String> sources = new TreeSet<>();
    changes.keySet().forEach(name -> sources.add(name.source()));
    return sources;
  }

  /** Returns the condition that a row comes from one of the batch's sources. */
  Column ofItsSources(Column source) {
    return source.isInCollection(sources());
  }

  /** Returns the condition that a row comes from one of the batch's source tables. */
  Column ofItsTables() {
    Set<String> tables = new TreeSet<>();
    changes.keySet().forEach(name -> tables.add(name.table()));
    return ofItsSources(col("source")).and(col("source_table").isInCollection(tables));
  }

  @Override
  public void close() {
    Kept.release(kept);
  }

  static String[] keyNames() {
    return new String[] {"source", "source_table", "source_key"};
  }
}
