package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.core.Batch.TableName;
import org.yunhe.jobs.spark.Kept;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.jobs.spark.RowReplacement;

/** The fate of every source row in {@code ops.source_row}. */
final class SourceRows {
  static final String TABLE = "ops.source_row";

  private static final int ATTEMPTS = 3;
  private static final String NO_ROW = "the mapping gives no row";

  private final Lake lake;
  private final String runId;
  private final Instant decidedAt;

  SourceRows(Lake lake, String runId, Instant decidedAt) {
    this.lake = lake;
    this.runId = runId;
    this.decidedAt = decidedAt;
  }

  /**
   * What is known of a batch's source rows from earlier runs.
   *
   * @param snapshot snapshot of the table at or before which they were read, or null
   * @param old where they stand in the table, those left out of which something newer is known
   * @param staleCount number of those left out
   * @param alive number of the others that stood in their source, by source table
   */
  record Known(
      Long snapshot, Map<String, List<Long>> old, long staleCount, Map<TableName, Long> alive) {}

  /** Looks for the batch's source rows, in one pass over the table. */
  Known known(Batch batch) {
    Long snapshot = lake.snapshotId(TABLE);
    Column fresh = col("stale").unary_$bang();
    Map<String, List<Long>> old = new TreeMap<>();
    Map<TableName, Long> alive = new TreeMap<>();
    long stale = 0;
    for (Row row :
        held(batch)
            .groupBy("source", "source_table", RowReplacement.FILE)
            .agg(
                collect_list(when(fresh, col(RowReplacement.POSITION))),
                count_if(col("stale")),
                count_if(fresh.and(col("outcome").notEqual(Outcome.DELETED.code()))))
            .collectAsList()) {
      if (!row.getList(3).isEmpty()) {
        old.computeIfAbsent(row.getString(2), file -> new ArrayList<>()).addAll(row.getList(3));
      }
      stale += row.getLong(4);
      alive.merge(new TableName(row.getString(0), row.getString(1)), row.getLong(5), Long::sum);
    }
    return new Known(snapshot, old, stale, alive);
  }

  /** Returns the keys of the batch of which something newer is known already. */
  Dataset<Row> stale(Batch batch) {
    return held(batch).where(col("stale")).select("source", "source_table", "source_key");
  }

  /**
   * Returns the rows that earlier runs saw and that truncations have emptied their tables of:
   * source, source_table, source_key, source_position.
   */
  Dataset<Row> standingBefore(Truncations truncations) {
    Set<String> sources = new TreeSet<>();
    truncations.positions().keySet().forEach(table -> sources.add(table.source()));
    return lake.read(TABLE)
        .where(col("source").isInCollection(sources))
        .where(truncations.isBefore().and(col("outcome").notEqual(Outcome.DELETED.code())))
        .select("source", "source_table", "source_key", "source_position");
  }

  private Dataset<Row> held(Batch batch) {
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
        .select(
            col("source"),
            col("source_table"),
            col("source_key"),
            col("source_position"),
            col("outcome"),
            col(RowReplacement.FILE),
            col(RowReplacement.POSITION))
        .join(positions, Batch.keyNames())
        .withColumn("stale", col("source_position").gt(col("read_position")));
  }

  /**
   * Decides the fate of each source row of the batch and keeps it.
   *
   * @param faults those of {@link FlatResources#faults}, or null
   */
  void record(
      Batch batch,
      Known known,
      Collection<MappedTable> mapped,
      Dataset<Row> faults,
      Set<String> mappedTables) {
    Dataset<Row> verdicts = unjudged(batch, mappedTables);
    for (MappedTable table : mapped) {
      verdicts = verdicts.unionByName(verdicts(table));
    }
    if (faults != null) {
      verdicts = verdicts.unionByName(verdicts(faults, lit(Outcome.QUARANTINED.ordinal())));
    }
    Dataset<Row> fates = fates(verdicts);
    if (batch.full()) {
      lake.replace(fates, TABLE);
    } else if (lake.recordCount(TABLE) == 0) {
      lake.append(fates, TABLE);
    } else {
      replace(batch, known, rivals(mapped), fates);
    }
  }

  private void replace(
      Batch batch, Known known, Optional<Dataset<Row>> rivals, Dataset<Row> fates) {
    Known current = known;
    for (int attempt = 1; ; attempt++) {
      try {
        replaceOnce(batch, current, rivals, fates);
        return;
      } catch (ValidationException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        current = known(batch);
      }
    }
  }

  private void replaceOnce(
      Batch batch, Known known, Optional<Dataset<Row>> rivals, Dataset<Row> fates) {
    Map<String, List<Long>> old = new TreeMap<>(known.old());
    Dataset<Row> fresh = fates;
    long freshCount = batch.keyCount();
    if (rivals.isPresent()) {
      add(positions(batch, rivals.get()), old);
      fresh = Kept.of(fates, batch.isSmall());
      freshCount = fresh.count();
    }
    new RowReplacement(lake, TABLE, known.snapshot(), Expressions.in("source", batch.sources()))
        .commit(old, fresh, freshCount);
  }

  private Dataset<Row> positions(Batch batch, Dataset<Row> keys) {
    return lake.read(TABLE)
        .where(batch.ofItsSources(col("source")))
        .select(
            col("source"),
            col("source_table"),
            col("source_key"),
            col(RowReplacement.FILE),
            col(RowReplacement.POSITION))
        .join(keys, Batch.keyNames(), "left_semi")
        .groupBy(RowReplacement.FILE)
        .agg(RowReplacement.positions());
  }

  private static void add(Dataset<Row> positions, Map<String, List<Long>> old) {
    for (Row file : positions.collectAsList()) {
      List<Long> all = new ArrayList<>(old.getOrDefault(file.getString(0), List.of()));
      all.addAll(file.getList(1));
      old.put(file.getString(0), all);
    }
  }

  /**
   * Source rows outside of the batch that had a primary key it gives too: their fate may change.
   */
  private static Optional<Dataset<Row>> rivals(Collection<MappedTable> mapped) {
    return mapped.stream()
        .flatMap(table -> table.rivals().stream())
        .map(rows -> rows.select("source", "source_table", "source_key"))
        .reduce(Dataset::unionByName)
        .map(Dataset::distinct);
  }

  /** Returns how many source rows had which fate: source, source_table, outcome, reason, count. */
  Dataset<Row> counts() {
    return lake.read(TABLE).groupBy("source", "source_table", "outcome", "reason").count();
  }

  private static Dataset<Row> unjudged(Batch batch, Set<String> mappedTables) {
    Column deleted = col("op").equalTo(SourceLogs.DELETE);
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
    return verdicts(table.rows(), rank);
  }

  private static Dataset<Row> verdicts(Dataset<Row> rows, Column rank) {
    Column reason =
        when(col("_code").isNotNull(), concat_ws(" ", col("_code"), col("_column")))
            .otherwise(col("_reason"));
    return rows.select(
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
}
