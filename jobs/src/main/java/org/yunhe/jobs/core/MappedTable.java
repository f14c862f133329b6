package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.yunhe.jobs.spark.Kept;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;

/**
 * All rows that a batch gives for one core table, judged; kept in memory and on disk until closed.
 *
 * @param target contract of the table
 * @param rows rows of {@link MappingEvaluator}, of all mappings of the table
 * @param few whether they are few, see {@link Kept}
 * @param goodCount number of rows that go into the table
 * @param badCount number of rows that go into quarantine
 * @param rivals rows that stood in core under a primary key it gives too, from source rows outside
 *     of the batch
 * @param goneCount number of rows that left the table with none in their place
 */
record MappedTable(
    TableContract target,
    Dataset<Row> rows,
    boolean few,
    long goodCount,
    long badCount,
    Optional<Dataset<Row>> rivals,
    long goneCount)
    implements AutoCloseable {
  /** Reason code: another row has the same primary key and is newer. */
  static final String DUPLICATE = "YQ-DUPLICATE";

  private static final String RANK = "_rank";

  /**
   * Computes the rows once, in as many tasks as a shuffle has: each task of a union of many
   * mappings carries all of them. Of two rows with one primary key only the newest stays good.
   */
  static MappedTable of(TableContract target, Dataset<Row> mapped, boolean few) {
    int tasks = Integer.parseInt(mapped.sparkSession().conf().get("spark.sql.shuffle.partitions"));
    Dataset<Row> rows = Kept.of(mapped.coalesce(tasks), few);
    List<String> keys = keyNames(target);
    Row counts = count(rows, keys);
    long distinct = counts.getLong(0);
    long good = counts.getLong(1);
    long bad = counts.getLong(2);
    if (distinct == good) {
      return new MappedTable(target, rows, few, good, bad, Optional.empty(), 0);
    }
    Dataset<Row> resolved = Kept.of(resolve(rows, keys), few);
    resolved.count();
    Kept.release(rows);
    return new MappedTable(
        target, resolved, few, distinct, bad + good - distinct, Optional.empty(), 0);
  }

  /**
   * Returns the table with rows that stand in core under a primary key it gives too: the newer of
   * each two stays good.
   */
  MappedTable with(Dataset<Row> standingRows) {
    Dataset<Row> standing =
        standingRows
            .withColumn("_outcome", lit(Outcome.CORE.code()))
            .withColumn("_code", lit(null).cast("string"))
            .withColumn("_column", lit(null).cast("string"))
            .withColumn("_reason", lit(null).cast("string"));
    Dataset<Row> resolved = Kept.of(resolve(rows.unionByName(standing), keyNames()), few);
    Row counts = count(resolved, keyNames());
    Kept.release(rows);
    return new MappedTable(
        target, resolved, few, counts.getLong(1), counts.getLong(2), Optional.of(standingRows), 0);
  }

  /** Returns the table after {@code count} of its rows have left with none in their place. */
  MappedTable gone(long count) {
    return new MappedTable(target, rows, few, goodCount, badCount, rivals, count);
  }

  /** Returns how many rows of the table were inserted, updated or deleted. */
  long written() {
    return goodCount + goneCount;
  }

  /** Returns the rows that go into the table, with the columns of its contract. */
  Dataset<Row> good() {
    return rows.where(isGood())
        .select(columns(target.columns().stream().map(ColumnContract::name).toList()));
  }

  /** Returns the names of the primary key's columns. */
  List<String> keyNames() {
    return keyNames(target);
  }

  @Override
  public void close() {
    Kept.release(rows);
  }

  static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private static List<String> keyNames(TableContract target) {
    return target.primaryKey().stream().map(ColumnContract::name).toList();
  }

  private static Column isGood() {
    return col("_outcome").equalTo(Outcome.CORE.code());
  }

  /** Counts in one pass the distinct primary keys of good rows, the good rows, the bad rows. */
  private static Row count(Dataset<Row> rows, List<String> keys) {
    Column[] groups =
        Stream.concat(
                keys.stream().map(key -> when(isGood(), col(key)).as(key)),
                Stream.of(col("_outcome")))
            .toArray(Column[]::new);
    Column bad = col("_outcome").equalTo(Outcome.QUARANTINED.code());
    return rows.groupBy(groups)
        .count()
        .agg(
            count_if(isGood()),
            coalesce(sum(when(isGood(), col("count"))), lit(0L)),
            coalesce(sum(when(bad, col("count"))), lit(0L)))
        .head();
  }

  private static Dataset<Row> resolve(Dataset<Row> rows, List<String> keys) {
    WindowSpec newestFirst =
        Window.partitionBy(columns(keys))
            .orderBy(
                desc("source_position"), asc("source_table"), asc("source_key"), asc("source_row"));
    Column loses = col(RANK).gt(1);
    Column reason =
        concat_ws(
            " ",
            lit("another row with the same"),
            lit(String.join(", ", keys)),
            lit("is newer:"),
            concat_ws(", ", columns(keys)));
    Dataset<Row> judged =
        rows.where(isGood())
            .withColumn(RANK, row_number().over(newestFirst))
            .withColumn("_code", when(loses, DUPLICATE))
            .withColumn("_column", when(loses, keys.get(0)))
            .withColumn("_reason", when(loses, reason))
            .withColumn(
                "_outcome", when(loses, Outcome.QUARANTINED.code()).otherwise(Outcome.CORE.code()))
            .drop(RANK);
    return judged.unionByName(rows.where(isGood().unary_$bang()));
  }
}
