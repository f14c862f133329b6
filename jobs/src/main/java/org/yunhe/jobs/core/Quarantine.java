package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;

import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.spark.Kept;
import org.yunhe.jobs.spark.Lake;

/** The rows that core could not use, in {@code ops.quarantine}; a mended row leaves it. */
final class Quarantine {
  private static final String TABLE = "ops.quarantine";
  private static final String STAGE = "core";
  private static final String LIVE_STAGE = "quality";
  private static final int ID_LENGTH = 32;

  private final Lake lake;
  private final Instant at;

  Quarantine(Lake lake, Instant at) {
    this.lake = lake;
    this.at = at;
  }

  /**
   * Replaces the entries of the batch's source rows.
   *
   * @param faults those of {@link FlatResources#faults}, or null
   */
  void record(Batch batch, Collection<MappedTable> mapped, Dataset<Row> faults) {
    if (lake.recordCount(TABLE) > 0) {
      remove(batch);
    }
    Stream.concat(
            mapped.stream().filter(table -> table.badCount() > 0).map(Quarantine::badRows),
            Stream.ofNullable(faults)
                .map(
                    rows ->
                        rows.withColumnRenamed("source_position", "_position")
                            .withColumn("target_table", lit(null).cast("string"))))
        .reduce(Dataset::unionByName)
        .ifPresent(bad -> lake.append(entries(batch, bad), TABLE));
  }

  /** Removes what the live rules set aside of source rows whose fate core has decided since. */
  void supersede() {
    Dataset<Row> live = lake.read(TABLE).where(col("stage").equalTo(LIVE_STAGE));
    if (live.isEmpty()) {
      return;
    }
    Dataset<Row> entries =
        live.select(
            col("quarantine_id"),
            col("source"),
            col("source_table"),
            col("source_key"),
            col("source_position").as("judged_position"));
    Dataset<Row> decided =
        lake.read(SourceRows.TABLE)
            .join(broadcast(entries), Batch.keyNames())
            .where(col("source_position").geq(col("judged_position")))
            .select("quarantine_id")
            .distinct();
    delete(Kept.of(decided, true), LIVE_STAGE, true);
  }

  private void remove(Batch batch) {
    Dataset<Row> entries = lake.read(TABLE).where(col("stage").equalTo(STAGE));
    Dataset<Row> replaced =
        batch.full()
            ? entries
            : entries.where(batch.ofItsTables()).join(batch.keys(), Batch.keyNames(), "left_semi");
    delete(Kept.of(replaced.select("quarantine_id"), batch.isSmall()), STAGE, batch.isSmall());
  }

  private void delete(Dataset<Row> gone, String stage, boolean few) {
    if (!gone.isEmpty()) {
      (few ? broadcast(gone) : gone)
          .as("s")
          .mergeInto(
              lake.fullName(TABLE),
              col("s.quarantine_id")
                  .equalTo(col("quarantine.quarantine_id"))
                  .and(col("quarantine.stage").equalTo(stage)))
          .whenMatched()
          .delete()
          .merge();
    }
    Kept.release(gone);
  }

  private static Dataset<Row> badRows(MappedTable table) {
    return table
        .rows()
        .where(col("_outcome").equalTo(Outcome.QUARANTINED.code()))
        .select(
            col("source"),
            col("source_table"),
            col("source_key"),
            col("source_row"),
            col("source_position").as("_position"),
            col("_code"),
            col("_column"),
            col("_reason"),
            lit(table.target().fullName()).as("target_table"));
  }

  private Dataset<Row> entries(Batch batch, Dataset<Row> bad) {
    Dataset<Row> images =
        batch
            .images()
            .select(
                "source",
                "source_table",
                "source_key",
                "source_position",
                "topic",
                "partition",
                "offset",
                "after");
    return bad.join(images, Batch.keyNames(), "left_outer")
        .select(
            substring(
                    sha2(
                        concat_ws(
                                "|",
                                lit(STAGE),
                                col("source"),
                                col("source_table"),
                                col("source_key"),
                                col("target_table"),
                                col("source_row"))
                            .cast(DataTypes.BinaryType),
                        256),
                    1,
                    ID_LENGTH)
                .as("quarantine_id"),
            lit(STAGE).as("stage"),
            col("source"),
            col("source_table"),
            col("source_key"),
            coalesce(col("source_position"), col("_position")).as("source_position"),
            col("target_table"),
            col("_column").as("column_name"),
            col("_code").as("reason_code"),
            col("_reason").as("reason"),
            col("topic"),
            col("partition"),
            col("offset"),
            col("after").as("payload"),
            lit(at).cast(DataTypes.TimestampType).as("quarantined_at"));
  }
}
