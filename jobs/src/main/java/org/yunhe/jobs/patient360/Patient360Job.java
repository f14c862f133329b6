package org.yunhe.jobs.patient360;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.core.CoreJob;
import org.yunhe.models.resource.ModelResources;

/**
 * Rebuilds {@code core.person}, {@code mart.patient_360} and {@code mart.patient_timeline} where
 * core has changed.
 */
public final class Patient360Job implements Job {
  /** Name of the job. */
  public static final String NAME = "patient-360";

  private static final String PERSON = "core.person";
  private static final String PATIENT_360 = "mart.patient_360";
  private static final String TIMELINE = "mart.patient_timeline";
  private static final String INPUT = "input";
  private static final String WITHOUT_PERSON = "events_without_person";
  private static final List<String> TABLES =
      List.of(
          "core.patient",
          "core.encounter",
          "core.condition",
          "core.observation",
          "core.medication",
          "core.drug",
          "core.procedure",
          "core.charge",
          "core.referral");

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
    return List.of(CoreJob.NAME);
  }

  @Override
  public JobResult run(JobContext context) {
    Map<String, Object> input = new TreeMap<>();
    TABLES.forEach(table -> input.put(table, snapshot(context, table)));
    if (!context.full() && isDone(context, input)) {
      context.progress().step("nothing new in core");
      return new JobResult(null, null, 0, 0, Map.of(INPUT, input));
    }
    return rebuild(context, input);
  }

  private static String snapshot(JobContext context, String table) {
    return Objects.toString(context.lake().snapshotId(table), "none");
  }

  private static boolean isDone(JobContext context, Map<String, Object> input) {
    return context
        .runs()
        .lastSuccess(NAME)
        .map(last -> last.detail().path(INPUT))
        .filter(
            last ->
                input.entrySet().stream()
                    .allMatch(table -> last.path(table.getKey()).asText().equals(table.getValue())))
        .isPresent();
  }

  private static JobResult rebuild(JobContext context, Map<String, Object> input) {
    SparkSession spark = context.spark();
    Dataset<Row> registrations =
        kept(PersonRegistrations.read(spark, context.secrets()), "person_registration");
    Dataset<Row> events = kept(spark.sql(sql("person_event")), "person_event");
    Dataset<Row> persons = kept(spark.sql(sql("person")), "person");
    try {
      replace(context, persons, PERSON);
      Dataset<Row> timeline = spark.sql(sql("patient_timeline"));
      context.lake().replace(timeline, TIMELINE);
      context.progress().step(TIMELINE);
      replace(context, spark.sql(sql("patient_360")), PATIENT_360);
      return result(context, input, registrations.count(), events.count());
    } finally {
      events.unpersist();
      persons.unpersist();
      registrations.unpersist();
    }
  }

  private static void replace(JobContext context, Dataset<Row> rows, String table) {
    context
        .lake()
        .replace(rows.withColumn("computed_at", functions.lit(context.startedAt())), table);
    context.progress().step(table);
  }

  private static JobResult result(
      JobContext context, Map<String, Object> input, long registrations, long events) {
    long persons = context.lake().recordCount(PATIENT_360);
    long told = context.lake().recordCount(TIMELINE);
    if (told < events) {
      context.progress().step((events - told) + " events belong to patients that are not in core");
    }
    return new JobResult(
        null,
        null,
        events + registrations,
        told + persons,
        Map.of(INPUT, input, "persons", persons, WITHOUT_PERSON, events - told));
  }

  private static Dataset<Row> kept(Dataset<Row> made, String name) {
    Dataset<Row> rows = made.persist(StorageLevel.MEMORY_AND_DISK());
    rows.createOrReplaceTempView(name);
    return rows;
  }

  private static String sql(String name) {
    return ModelResources.read("marts/" + name + ".sql");
  }
}
