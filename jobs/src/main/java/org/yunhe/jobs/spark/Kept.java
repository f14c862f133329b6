package org.yunhe.jobs.spark;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.columnar.InMemoryRelation;
import org.apache.spark.sql.execution.columnar.InMemoryRelation$;
import org.apache.spark.storage.StorageLevel;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Keeps rows that several steps read, in memory and on disk. */
public final class Kept {
  private Kept() {}

  /**
   * Keeps rows from when they are first computed, until {@link #release}. The plan that made them
   * is forgotten: planning over it again and again, and comparing it with the plans of all else
   * that is kept (which {@link Dataset#persist()} does for every part of every query), costs more
   * than the rows themselves. Few rows are kept as they are, many in columns, which is compact.
   */
  public static Dataset<Row> of(Dataset<Row> rows, boolean few) {
    if (few) {
      return rows.localCheckpoint(false, StorageLevel.MEMORY_AND_DISK());
    }
    InMemoryRelation ordered =
        InMemoryRelation$.MODULE$.apply(
            StorageLevel.MEMORY_AND_DISK(), classic(rows).queryExecution(), Option.empty());
    // Without the order, whose columns a query that reads the rows twice would not find.
    InMemoryRelation relation =
        InMemoryRelation$.MODULE$.apply(
            ordered.output(),
            ordered.cacheBuilder(),
            CollectionConverters.asScala(List.<SortOrder>of()).toSeq(),
            ordered.statsOfPlanToCache());
    SparkSession spark = (SparkSession) rows.sparkSession();
    if (spark.sparkContext().isLocal()) {
      // Else each task of whoever reads the rows carries, and unpacks, all that made them. On a
      // cluster that is the price of computing anew what a lost executor held.
      relation.cacheBuilder().cachedColumnBuffers().localCheckpoint();
    }
    return org.apache.spark.sql.classic.Dataset.ofRows(spark, relation);
  }

  /** Lets go of rows that {@link #of} keeps. */
  public static void release(Dataset<Row> kept) {
    if (classic(kept).logicalPlan() instanceof InMemoryRelation relation) {
      relation.cacheBuilder().clearCache(false);
    } else {
      kept.unpersist();
    }
  }

  private static org.apache.spark.sql.classic.Dataset<Row> classic(Dataset<Row> rows) {
    return (org.apache.spark.sql.classic.Dataset<Row>) rows;
  }
}
