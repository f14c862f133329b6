package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.spark.Assignments;
import org.yunhe.jobs.spark.Lake;

/** The fate of every source row in {@code ops.source_row}. */
final class SourceRows {
  static final String TABLE = "ops.source_row";

  private static final String NO_ROW = "the mapping gives no row";

  private final Lake lake;
  private final String runId;
  private final Instant decidedAt;

  SourceRows(Lake lake, String runId, Instant decidedAt) {
    this.lake = lake;
    this.runId = runId;
    this.decidedAt = decidedAt;
  }

  /** Returns the keys of the batch of which something newer is known already. */
  Dataset<Row> stale(Batch batch) {
    Dataset<Row> positions =
        batch.small(
            batch
                .images()
                .select(
                    col("source"),
                    col("source_table"),
                    col("source_key"),
                    col("source_position").as("read_position")));
    return lake.read(TABLE)
        .where(batch.ofItsTables())
        .join(positions, Batch.keyNames())
        .where(col("source_position").gt(col("read_position")))
        .select("source", "source_table", "source_key");
  }

  /** Decides the fate of each source row of the batch and keeps it. */
  void record(Batch batch, Collection<MappedTable> mapped, Set<String> mappedTables) {
    Dataset<Row> verdicts = known(batch, mappedTables);
    for (MappedTable table : mapped) {
      verdicts = verdicts.unionByName(verdicts(table));
    }
    Dataset<Row> fates = fates(verdicts);
    if (batch.full()) {
      lake.replace(fates, TABLE);
    } else if (lake.recordCount(TABLE) == 0) {
      lake.append(fates, TABLE);
    } else {
      merge(batch, fates);
    }
  }

  /** Returns how many source rows had which fate: source, source_table, outcome, reason, count. */
  Dataset<Row> counts() {
    return lake.read(TABLE).groupBy("source", "source_table", "outcome", "reason").count();
  }

  private static Dataset<Row> known(Batch batch, Set<String> mappedTables) {
    Column deleted = col("op").equalTo(ChangeLog.DELETE);
    Column mapped = concat_ws(".", col("source"), col("source_table")).isInCollection(mappedTables);
    Column rank =
        when(deleted, Outcome.DELETED.ordinal())
            .when(mapped, Outcome.values().length)
            .otherwise(Outcome.UNMAPPED.ordinal());
    return batch
        .images()
        .select(
            col("source"),
            col("source_table"),
            col("source_key"),
            col("source_position"),
            struct(rank.as("rank"), when(deleted.unary_$bang().and(mapped), NO_ROW).as("reason"))
                .as("verdict"));
  }

  private static Dataset<Row> verdicts(MappedTable table) {
    Column rank = lit(Outcome.values().length);
    for (Outcome outcome : Outcome.values()) {
      rank = when(col("_outcome").equalTo(outcome.code()), outcome.ordinal()).otherwise(rank);
    }
    Column reason =
        when(col("_code").isNotNull(), concat_ws(" ", col("_code"), col("_column")))
            .otherwise(col("_reason"));
    return table
        .rows()
        .select(
            col("source"),
            col("source_table"),
            col("source_key"),
            col("source_position"),
            struct(rank.as("rank"), reason.as("reason")).as("verdict"));
  }

  private Dataset<Row> fates(Dataset<Row> verdicts) {
    Column outcome = lit(Outcome.FILTERED.code());
    for (Outcome each : Outcome.values()) {
      outcome = when(col("verdict.rank").equalTo(each.ordinal()), each.code()).otherwise(outcome);
    }
    return verdicts
        .groupBy("source", "source_table", "source_key")
        .agg(min("verdict").as("verdict"), max("source_position").as("source_position"))
        .select(
            col("source"),
            col("source_table"),
            col("source_key"),
            outcome.as("outcome"),
            col("verdict.reason").as("reason"),
            col("source_position"),
            lit(runId).as("run_id"),
            lit(decidedAt).cast(DataTypes.TimestampType).as("decided_at"));
  }

  private void merge(Batch batch, Dataset<Row> fates) {
    scala.collection.immutable.Map<String, Column> values =
        Assignments.from("s", Arrays.asList(fates.columns()));
    Column match =
        col("s.source")
            .equalTo(col("source_row.source"))
            .and(col("s.source_table").equalTo(col("source_row.source_table")))
            .and(col("s.source_key").equalTo(col("source_row.source_key")))
            .and(batch.ofItsSources(col("source_row.source")));
    fates
        .as("s")
        .mergeInto(lake.fullName(TABLE), match)
        .whenMatched()
        .update(values)
        .whenNotMatched()
        .insert(values)
        .merge();
  }
}
