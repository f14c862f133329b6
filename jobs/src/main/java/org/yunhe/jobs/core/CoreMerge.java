package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.jobs.spark.RowReplacement;

/**
 * Brings one core table up to a batch: the rows that its source rows gave before leave, those that
 * they give now enter, in one commit.
 */
final class CoreMerge {
  private static final String IN_BATCH = "_in_batch";
  private static final String GIVEN = "_given";
  private static final int ATTEMPTS = 3;

  private final Lake lake;

  CoreMerge(Lake lake) {
    this.lake = lake;
  }

  /** Puts the good rows in the place of all rows. */
  void replace(MappedTable mapped) {
    String name = mapped.target().fullName();
    lake.replace(mapped.good(), name);
    if (lake.recordCount(name) != mapped.goodCount()) {
      throw new IllegalStateException(
          name + " has " + lake.recordCount(name) + " rows instead of " + mapped.goodCount());
    }
  }

  /**
   * Merges the good rows, and deletes what the batch's source rows gave before and no longer do.
   * Returns what was mapped, with the rows of other source rows that had one of its primary keys.
   */
  MappedTable merge(MappedTable mapped, Batch batch) {
    if (lake.recordCount(mapped.target().fullName()) == 0) {
      if (mapped.goodCount() > 0) {
        lake.append(mapped.good(), mapped.target().fullName());
      }
      return mapped;
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return replaceTouched(mapped, batch);
      } catch (ValidationException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private MappedTable replaceTouched(MappedTable mapped, Batch batch) {
    String name = mapped.target().fullName();
    boolean bySource = mapped.target().partitioning().contains("source");
    RowReplacement replacement =
        new RowReplacement(
            lake,
            name,
            lake.snapshotId(name),
            bySource ? Expressions.in("source", batch.sources()) : Expressions.alwaysTrue());
    Dataset<Row> touched = touched(mapped, batch, bySource);
    Column isRival = col(GIVEN).and(col(IN_BATCH).unary_$bang());
    Map<String, List<Long>> old = new TreeMap<>();
    long rivals = 0;
    long gone = 0;
    for (Row file :
        touched
            .groupBy(RowReplacement.FILE)
            .agg(RowReplacement.positions(), count_if(isRival), count_if(col(GIVEN).unary_$bang()))
            .collectAsList()) {
      old.put(file.getString(0), file.getList(1));
      rivals += file.getLong(2);
      gone += file.getLong(3);
    }
    MappedTable judged = rivals == 0 ? mapped : mapped.with(rivals(mapped, touched.where(isRival)));
    replacement.commit(old, judged.good(), judged.goodCount());
    return judged.gone(gone);
  }

  /** Rows of the table under a key of the batch that come from source rows outside of it. */
  private Dataset<Row> rivals(MappedTable mapped, Dataset<Row> touched) {
    return lake.read(mapped.target().fullName())
        .join(
            broadcast(touched.select(MappedTable.columns(mapped.keyNames()))),
            mapped.keyNames().toArray(String[]::new),
            "left_semi")
        .localCheckpoint();
  }

  /** Rows of the table that come from the batch's source rows or have a key that it gives. */
  private Dataset<Row> touched(MappedTable mapped, Batch batch, boolean bySource) {
    List<String> key = mapped.keyNames();
    Dataset<Row> given =
        mapped.good().select(MappedTable.columns(key)).withColumn(GIVEN, lit(true));
    Dataset<Row> keys = batch.keys().withColumn(IN_BATCH, lit(true));
    Dataset<Row> held = lake.read(mapped.target().fullName());
    if (bySource) {
      held = held.where(batch.ofItsSources(col("source")));
    }
    return held.select(
            Stream.of(
                    key.stream(),
                    Stream.of(Batch.keyNames()),
                    Stream.of(RowReplacement.FILE, RowReplacement.POSITION))
                .flatMap(names -> names)
                .distinct()
                .map(name -> col(name))
                .toArray(Column[]::new))
        .join(batch.small(given), key.toArray(String[]::new), "left_outer")
        .join(batch.small(keys), Batch.keyNames(), "left_outer")
        .where(col(GIVEN).isNotNull().or(col(IN_BATCH).isNotNull()))
        .select(
            Stream.concat(
                    key.stream().map(name -> col(name)),
                    Stream.of(
                        col(RowReplacement.FILE),
                        col(RowReplacement.POSITION),
                        coalesce(col(GIVEN), lit(false)).as(GIVEN),
                        coalesce(col(IN_BATCH), lit(false)).as(IN_BATCH)))
                .toArray(Column[]::new));
  }
}
