package org.yunhe.jobs.maintenance;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.actions.RewritePositionDeleteFiles;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.spark.sql.SparkSession;
import org.yunhe.models.care.CareTargets;

/**
 * Rewrites files of a table. What others write meanwhile is never touched: a group of files that
 * conflicts is left for the next run, the other groups stand.
 */
final class Compaction {
  private static final String COMMITS = "10";

  private final SparkSession spark;
  private final CareTargets targets;

  Compaction(SparkSession spark, CareTargets targets) {
    this.spark = spark;
    this.targets = targets;
  }

  /**
   * Rewrites small files, and those with deleted rows where {@code deletes}; says what was done.
   */
  List<String> dataFiles(Table table, boolean deletes) {
    RewriteDataFiles rewrite =
        order(SparkActions.get(spark).rewriteDataFiles(table), table)
            .option("target-file-size-bytes", Long.toString(targets.fileBytes()))
            .option("min-input-files", "2")
            .option("partial-progress.enabled", "true")
            .option("partial-progress.max-commits", COMMITS)
            .option("partial-progress.max-failed-commits", COMMITS)
            .option("remove-dangling-deletes", Boolean.toString(deletes));
    if (deletes) {
      rewrite = rewrite.option("delete-file-threshold", "1");
    }
    RewriteDataFiles.Result result = rewrite.execute();
    List<String> done = new ArrayList<>();
    if (result.rewrittenDataFilesCount() > 0) {
      done.add(result.rewrittenDataFilesCount() + " files into " + result.addedDataFilesCount());
    }
    if (result.removedDeleteFilesCount() > 0) {
      done.add(result.removedDeleteFilesCount() + " delete files removed");
    }
    if (result.failedDataFilesCount() > 0) {
      done.add(result.failedDataFilesCount() + " files in use, left for the next run");
    }
    return done;
  }

  /**
   * Rewrites the files of deleted positions that are left, without those of files that are gone.
   */
  List<String> deleteFiles(Table table) {
    try {
      RewritePositionDeleteFiles.Result result =
          SparkActions.get(spark)
              .rewritePositionDeletes(table)
              .option("rewrite-all", "true")
              .option("partial-progress.enabled", "true")
              .execute();
      return result.rewrittenDeleteFilesCount() == 0
          ? List.of()
          : List.of(
              result.rewrittenDeleteFilesCount()
                  + " delete files into "
                  + result.addedDeleteFilesCount());
    } catch (ValidationException | CommitFailedException e) {
      return List.of("delete files in use, left for the next run");
    }
  }

  /** Rewrites the manifests, unless another writer merges them at the same moment. */
  List<String> manifests(Table table) {
    try {
      var result = SparkActions.get(spark).rewriteManifests(table).execute();
      return List.of(
          size(result.rewrittenManifests()) + " manifests into " + size(result.addedManifests()));
    } catch (ValidationException | CommitFailedException e) {
      return List.of("manifests in use, left for the next run");
    }
  }

  private RewriteDataFiles order(RewriteDataFiles rewrite, Table table) {
    if (!targets.order().isEmpty()) {
      SortOrder.Builder order = SortOrder.builderFor(table.schema());
      targets
          .order()
          .forEach(column -> order.sortBy(column, SortDirection.ASC, NullOrder.NULLS_FIRST));
      return rewrite.sort(order.build());
    }
    return table.sortOrder().isSorted() ? rewrite.sort() : rewrite.binPack();
  }

  private static int size(Iterable<?> items) {
    int size = 0;
    for (Object item : items) {
      size += item == null ? 0 : 1;
    }
    return size;
  }
}
