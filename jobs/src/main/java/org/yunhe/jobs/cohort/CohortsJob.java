package org.yunhe.jobs.cohort;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.patient360.Patient360Job;
import org.yunhe.models.cohort.CohortCatalog;
import org.yunhe.models.cohort.CohortDefinition;
import org.yunhe.models.cohort.Evaluation;

/**
 * Computes every cohort that a file declares into {@code mart.cohort_member} and {@code
 * mart.cohort_event}; does nothing where neither definitions nor data have changed.
 */
public final class CohortsJob implements Job {
  /** Name of the job. */
  public static final String NAME = "cohorts";

  /** Table of members. */
  public static final String MEMBERS = "mart.cohort_member";

  /** Table of outcomes. */
  public static final String EVENTS = "mart.cohort_event";

  private static final String INPUT = "input";

  private final CohortCatalog catalog;

  /** Creates the job of the cohorts on the class path. */
  public CohortsJob() {
    this(CohortCatalog.load());
  }

  CohortsJob(CohortCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean rebuildsPast() {
    return true;
  }

  @Override
  public List<String> after() {
    return List.of(Patient360Job.NAME);
  }

  @Override
  public JobResult run(JobContext context) {
    Map<String, String> snapshots = new TreeMap<>();
    CohortViews.TABLES.forEach(
        table -> snapshots.put(table, Objects.toString(context.lake().snapshotId(table), "none")));
    String input = input(snapshots);
    if (!context.full() && isDone(context, input)) {
      context.progress().step("nothing new in core or in the definitions");
      return new JobResult(null, null, 0, 0, Map.of(INPUT, input));
    }
    return compute(context, snapshots, input);
  }

  private String input(Map<String, String> snapshots) {
    Map<String, String> input = new TreeMap<>(snapshots);
    catalog
        .cohorts()
        .forEach(cohort -> input.put("cohort " + cohort.cohort(), cohort.fingerprint()));
    return input.toString();
  }

  private static boolean isDone(JobContext context, String input) {
    return context
        .runs()
        .lastSuccess(NAME)
        .filter(last -> last.detail().path(INPUT).asText().equals(input))
        .isPresent();
  }

  private JobResult compute(JobContext context, Map<String, String> snapshots, String input) {
    CohortViews.create(context.spark());
    List<Dataset<Evaluation>> evaluated =
        catalog.cohorts().stream()
            .map(
                cohort ->
                    CohortRows.evaluate(context.spark(), cohort)
                        .persist(StorageLevel.MEMORY_AND_DISK()))
            .toList();
    try {
      Dataset<Row> members = null;
      Dataset<Row> events = null;
      Map<String, Object> detail = new TreeMap<>();
      for (int i = 0; i < evaluated.size(); i++) {
        CohortDefinition cohort = catalog.cohorts().get(i);
        members =
            union(members, sign(CohortRows.members(evaluated.get(i)), context, cohort, snapshots));
        events =
            union(events, sign(CohortRows.outcomes(evaluated.get(i)), context, cohort, snapshots));
        Map<String, Long> fates = fates(evaluated.get(i));
        detail.put(cohort.cohort(), fates);
        context.progress().step(cohort.cohort() + ": " + fates);
      }
      if (members != null) {
        context.lake().replace(members, MEMBERS);
        context.lake().replace(events, EVENTS);
      }
      detail.put(INPUT, input);
      long written = context.lake().recordCount(MEMBERS) + context.lake().recordCount(EVENTS);
      return new JobResult(null, null, persons(evaluated), written, detail);
    } finally {
      evaluated.forEach(Dataset::unpersist);
    }
  }

  private static long persons(List<Dataset<Evaluation>> evaluated) {
    return evaluated.stream().mapToLong(Dataset::count).sum();
  }

  /** Counts members, and who was left out and why. */
  private static Map<String, Long> fates(Dataset<Evaluation> evaluations) {
    Map<String, Long> fates = new TreeMap<>();
    evaluations
        .map(
            (MapFunction<Evaluation, String>)
                evaluation -> evaluation.member() == null ? evaluation.reason() : "members",
            Encoders.STRING())
        .groupBy("value")
        .count()
        .collectAsList()
        .forEach(row -> fates.put(row.getString(0), row.getLong(1)));
    return fates;
  }

  private static Dataset<Row> sign(
      Dataset<Row> rows,
      JobContext context,
      CohortDefinition cohort,
      Map<String, String> snapshots) {
    String snapshotJson =
        snapshots.entrySet().stream()
            .map(table -> "\"" + table.getKey() + "\":\"" + table.getValue() + "\"")
            .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    return rows.withColumns(
        Map.<String, Column>of(
            "cohort", functions.lit(cohort.cohort()),
            "definition_version", functions.lit(cohort.version()),
            "definition_fingerprint", functions.lit(cohort.fingerprint()),
            "snapshots", functions.lit(snapshotJson),
            "run_id", functions.lit(context.runId()),
            "computed_at", functions.lit(context.startedAt())));
  }

  private static Dataset<Row> union(Dataset<Row> left, Dataset<Row> right) {
    return left == null ? right : left.unionByName(right);
  }
}
