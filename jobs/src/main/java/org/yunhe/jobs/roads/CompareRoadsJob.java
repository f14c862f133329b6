package org.yunhe.jobs.roads;

import static org.apache.spark.sql.functions.lit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.core.CoreJob;
import org.yunhe.models.source.SourceCatalog;

/**
 * Compares the records of every source that repeats another's, person by person, and writes what
 * matched and what did not with the rule that explains it: {@code mart.road_comparison}.
 */
public final class CompareRoadsJob implements Job {
  /** Name of the job. */
  public static final String NAME = "compare-roads";

  private static final String TABLE = "mart.road_comparison";
  private static final String UNEXPLAINED = "unexplained";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> after() {
    return List.of(CoreJob.NAME);
  }

  @Override
  public JobResult run(JobContext context) {
    Dataset<Row> rows = null;
    List<RoadPair> pairs = RoadPair.of(SourceCatalog.load().sources());
    for (RoadPair pair : pairs) {
      Dataset<Row> compared =
          RoadComparison.of(context.spark(), pair)
              .withColumn("first_road", lit(pair.first()))
              .withColumn("second_road", lit(pair.second()));
      rows = rows == null ? compared : rows.unionByName(compared);
    }
    if (rows == null) {
      context.progress().step("no source repeats another's records");
      return new JobResult(null, null, 0, 0, Map.of());
    }
    Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      context.lake().replace(kept.withColumn("computed_at", lit(context.startedAt())), TABLE);
      return result(context, pairs, kept);
    } finally {
      kept.unpersist();
    }
  }

  private static JobResult result(JobContext context, List<RoadPair> pairs, Dataset<Row> rows) {
    Map<String, Object> detail = new LinkedHashMap<>();
    long read = 0;
    long unexplained = 0;
    for (RoadPair pair : pairs) {
      context.progress().step(pair.first() + " | " + pair.second());
      for (Row row : summary(rows, pair)) {
        read += row.getLong(3) + row.getLong(4);
        if (row.getString(2).equals(UNEXPLAINED)) {
          unexplained += row.getLong(3) + row.getLong(4);
        }
        context.progress().step(line(pair, row));
      }
    }
    detail.put(UNEXPLAINED, unexplained);
    return new JobResult(null, null, read, context.lake().recordCount(TABLE), detail);
  }

  private static List<Row> summary(Dataset<Row> rows, RoadPair pair) {
    return rows.where(rows.col("second_road").equalTo(pair.second()))
        .groupBy("core_table", "class", "explanation")
        .sum("first_rows", "second_rows")
        .orderBy("core_table", "class", "explanation")
        .collectAsList();
  }

  private static String line(RoadPair pair, Row row) {
    RoadPair.Rule rule = pair.rule(row.getString(2));
    return String.format(
        Locale.ROOT,
        "%s %s: %d | %d  %s / %s",
        row.getString(0),
        row.getString(1),
        row.getLong(3),
        row.getLong(4),
        rule.en(),
        rule.zh());
  }
}
