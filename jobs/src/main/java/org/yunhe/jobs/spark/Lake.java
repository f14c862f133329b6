package org.yunhe.jobs.spark;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The tables of the lake as Spark sees them; a name is {@code layer.table}.
 *
 * @param spark session that has the catalog
 * @param catalog name of the catalog
 */
public record Lake(SparkSession spark, String catalog) {
  /**
   * Setting of the session: the branch it reads and writes where a table has it, see {@link AsOf}.
   */
  static final String BRANCH = "spark.wap.branch";

  /** Returns the name with its catalog. */
  public String fullName(String table) {
    return catalog + "." + table;
  }

  /** Returns the table as Iceberg keeps it. */
  public Table table(String table) {
    try {
      return Spark3Util.loadIcebergTable(spark, fullName(table));
    } catch (NoSuchTableException e) {
      throw new YunheException(
          ErrorCode.MISSING_OBJECT,
          "the table " + fullName(table) + " does not exist",
          "run ./yunhe up, which creates the tables of all contracts",
          e);
    } catch (ParseException e) {
      throw new IllegalArgumentException(table, e);
    }
  }

  /** Returns the rows of the newest snapshot. */
  public Dataset<Row> read(String table) {
    return spark.table(fullName(table));
  }

  /** Returns the identifier of the newest snapshot, or null where nothing was ever written. */
  public Long snapshotId(String table) {
    Snapshot snapshot = newest(table(table));
    return snapshot == null ? null : snapshot.snapshotId();
  }

  /** Returns the records in the data files of the newest snapshot, deleted ones included. */
  public long recordCount(String table) {
    Snapshot snapshot = newest(table(table));
    return snapshot == null ? 0 : count(snapshot, SnapshotSummary.TOTAL_RECORDS_PROP);
  }

  /**
   * Returns whether a table holds the same rows in both snapshots: nothing but compaction lies
   * between them. {@code later} follows {@code earlier}; false where that cannot be told any more.
   */
  public boolean isUnchanged(String table, Long earlier, Long later) {
    Table loaded = table(table);
    Snapshot snapshot = later == null ? null : loaded.snapshot(later);
    while (snapshot != null && !Long.valueOf(snapshot.snapshotId()).equals(earlier)) {
      boolean same = snapshot.operation().equals(DataOperations.REPLACE);
      snapshot = same && snapshot.parentId() != null ? loaded.snapshot(snapshot.parentId()) : null;
    }
    return snapshot != null;
  }

  /**
   * Returns the rows as they are to be stored in {@code table}, encrypted columns encrypted where
   * that is on. The methods here that write do it themselves; a merge has to.
   */
  public Dataset<Row> stored(Dataset<Row> rows, String table) {
    return SealedTables.of(key -> spark.conf().get(key, null))
        .map(encryption -> encryption.stored(rows, table))
        .orElse(rows);
  }

  /** Returns what opens values that are stored encrypted; empty where none can be. */
  public Optional<ValueOpener> opener() {
    return SealedTables.of(key -> spark.conf().get(key, null))
        .map(encryption -> new ValueOpener(encryption.keys()));
  }

  /** Adds rows, columns matched by name. */
  public void append(Dataset<Row> rows, String table) {
    try {
      stored(rows, table).writeTo(fullName(table)).append();
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(table, e);
    }
  }

  /** Puts {@code rows} in the place of all rows of the table, in one commit. */
  public void replace(Dataset<Row> rows, String table) {
    try {
      stored(rows, table).writeTo(fullName(table)).overwrite(functions.lit(true));
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(table, e);
    }
  }

  /** Puts {@code rows} in the place of the rows that {@code condition} holds for, in one commit. */
  public void replaceWhere(Dataset<Row> rows, String table, Column condition) {
    try {
      stored(rows, table).writeTo(fullName(table)).overwrite(condition);
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(table, e);
    }
  }

  private Snapshot newest(Table table) {
    String branch = spark.conf().get(BRANCH, "");
    return table.refs().containsKey(branch) ? table.snapshot(branch) : table.currentSnapshot();
  }

  private static long count(Snapshot snapshot, String property) {
    Map<String, String> summary = snapshot.summary();
    return Long.parseLong(summary.getOrDefault(property, "0"));
  }
}
