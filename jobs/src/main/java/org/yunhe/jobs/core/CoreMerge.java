package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yunhe.jobs.spark.Assignments;
import org.yunhe.jobs.spark.Kept;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;

/**
 * Brings one core table up to a batch: new rows appended, known ones updated, gone ones deleted.
 */
final class CoreMerge {
  private static final String DELETE = "_delete";
  private static final String IN_BATCH = "_in_batch";
  private static final String GIVEN = "_given";

  private final Lake lake;

  CoreMerge(Lake lake) {
    this.lake = lake;
  }

  /** Puts the good rows in the place of all rows. */
  void replace(MappedTable mapped) {
    lake.replace(mapped.good(), mapped.target().fullName());
  }

  /**
   * Merges the good rows, and deletes what the batch's source rows gave before and no longer do.
   * Returns what was mapped, with the rows of other source rows that had one of its primary keys.
   */
  MappedTable merge(MappedTable mapped, Batch batch) {
    if (lake.recordCount(mapped.target().fullName()) == 0) {
      append(mapped, mapped.good(), mapped.goodCount());
      return mapped;
    }
    Dataset<Row> touched = Kept.of(touched(mapped, batch), batch.isSmall());
    try {
      Column isRival = col(GIVEN).and(col(IN_BATCH).unary_$bang());
      Row counts = touched.agg(count(lit(1)), count_if(col(GIVEN)), count_if(isRival)).head();
      MappedTable judged =
          counts.getLong(2) == 0 ? mapped : mapped.with(rivals(mapped, touched.where(isRival)));
      if (counts.getLong(0) > 0) {
        update(judged, batch, touched);
      }
      append(judged, others(judged, batch, touched), mapped.goodCount() - counts.getLong(1));
      return judged;
    } finally {
      touched.unpersist();
    }
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

  private void append(MappedTable mapped, Dataset<Row> rows, long count) {
    if (count > 0) {
      lake.append(rows, mapped.target().fullName());
    }
  }

  private static Dataset<Row> others(MappedTable mapped, Batch batch, Dataset<Row> touched) {
    Dataset<Row> known =
        batch.small(touched.where(col(GIVEN)).select(MappedTable.columns(mapped.keyNames())));
    return mapped.good().join(known, mapped.keyNames().toArray(String[]::new), "left_anti");
  }

  /** Rows of the table that come from the batch's source rows or have a key that it gives. */
  private Dataset<Row> touched(MappedTable mapped, Batch batch) {
    List<String> key = mapped.keyNames();
    Dataset<Row> given =
        mapped.good().select(MappedTable.columns(key)).withColumn(GIVEN, lit(true));
    Dataset<Row> keys = batch.keys().withColumn(IN_BATCH, lit(true));
    Dataset<Row> held = lake.read(mapped.target().fullName());
    if (isPartitionedBySource(mapped.target())) {
      held = held.where(batch.ofItsSources(col("source")));
    }
    return held.select(MappedTable.columns(withProvenance(key)))
        .join(batch.small(given), key.toArray(String[]::new), "left_outer")
        .join(batch.small(keys), Batch.keyNames(), "left_outer")
        .where(col(GIVEN).isNotNull().or(col(IN_BATCH).isNotNull()))
        .select(
            Stream.concat(
                    key.stream().map(name -> col(name)),
                    Stream.of(
                        col("source"),
                        col("source_position"),
                        coalesce(col(GIVEN), lit(false)).as(GIVEN),
                        coalesce(col(IN_BATCH), lit(false)).as(IN_BATCH)))
                .toArray(Column[]::new));
  }

  private void update(MappedTable mapped, Batch batch, Dataset<Row> touched) {
    TableContract target = mapped.target();
    List<String> key = mapped.keyNames();
    Dataset<Row> updated =
        mapped
            .good()
            .join(
                touched.where(col(GIVEN)).select(MappedTable.columns(key)),
                key.toArray(String[]::new),
                "left_semi")
            .withColumn(DELETE, lit(false));
    Dataset<Row> gone =
        touched.where(col(GIVEN).unary_$bang()).drop(GIVEN, IN_BATCH).withColumn(DELETE, lit(true));
    Dataset<Row> changes = updated.unionByName(gone, true);
    String name = target.name() + ".";
    Column match = col("s." + key.get(0)).equalTo(col(name + key.get(0)));
    for (String column : key.subList(1, key.size())) {
      match = match.and(col("s." + column).equalTo(col(name + column)));
    }
    if (isPartitionedBySource(target)) {
      match = match.and(batch.ofItsSources(col(name + "source")));
    }
    scala.collection.immutable.Map<String, Column> values =
        Assignments.from("s", target.columns().stream().map(ColumnContract::name).toList());
    batch
        .small(lake.stored(changes, target.fullName()))
        .as("s")
        .mergeInto(lake.fullName(target.fullName()), match)
        .whenMatched(col("s." + DELETE))
        .delete()
        .whenMatched(col("s.source_position").geq(col(name + "source_position")))
        .update(values)
        .merge();
  }

  private static boolean isPartitionedBySource(TableContract target) {
    return target.partitioning().contains("source");
  }

  private static List<String> withProvenance(List<String> key) {
    return Stream.concat(
            key.stream(), Stream.of("source", "source_table", "source_key", "source_position"))
        .distinct()
        .toList();
  }
}
