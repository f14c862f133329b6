package org.yunhe.jobs.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Keeps rows that several steps read, in memory and on disk. */
public final class Kept {
  private Kept() {}

  /**
   * Keeps rows from when they are first computed. Of few rows the plan that made them is forgotten
   * as well: planning over it again and again costs more than the rows themselves. Many rows are
   * kept in columns, which is compact.
   */
  public static Dataset<Row> of(Dataset<Row> rows, boolean few) {
    return few
        ? rows.localCheckpoint(false, StorageLevel.MEMORY_AND_DISK())
        : rows.persist(StorageLevel.MEMORY_AND_DISK());
  }
}
