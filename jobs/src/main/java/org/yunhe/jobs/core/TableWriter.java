package org.yunhe.jobs.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.yunhe.jobs.JobContext;
import org.yunhe.models.contract.TableContract;

/**
 * Writes the core tables of a batch, some at a time: planning one overlaps with writing another.
 */
final class TableWriter {
  private static final int AT_A_TIME = 3;

  private final JobContext context;
  private final Batch batch;

  TableWriter(JobContext context, Batch batch) {
    this.context = context;
    this.batch = batch;
  }

  /** Writes every table and returns what was mapped, in the order of {@code plans}. */
  List<MappedTable> write(Map<TableContract, Dataset<Row>> plans) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Future<MappedTable>> writing = new ArrayList<>();
      plans.forEach((target, rows) -> writing.add(threads.submit(() -> write(target, rows))));
      List<MappedTable> mapped = new ArrayList<>();
      for (Future<MappedTable> table : writing) {
        mapped.add(result(table));
      }
      return mapped;
    }
  }

  private MappedTable write(TableContract target, Dataset<Row> rows) {
    SparkSession.setActiveSession(context.spark());
    CoreMerge merge = new CoreMerge(context.lake());
    MappedTable table = MappedTable.of(target, rows, batch.isSmall());
    if (batch.full()) {
      merge.replace(table);
    } else {
      table = merge.merge(table, batch);
    }
    context
        .progress()
        .step(
            target.fullName()
                + ": "
                + table.goodCount()
                + " rows, "
                + table.badCount()
                + " quarantined");
    return table;
  }

  /** Returns what a thread computed, or throws what stopped it. */
  static <T> T result(Future<T> computed) {
    try {
      return computed.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
