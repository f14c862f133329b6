package org.yunhe.jobs.cohort;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.yunhe.models.cohort.ClinicalEvent;
import org.yunhe.models.cohort.CohortDefinition;
import org.yunhe.models.cohort.CohortEvaluator;
import org.yunhe.models.cohort.CohortMember;
import org.yunhe.models.cohort.Domain;
import org.yunhe.models.cohort.Evaluation;
import org.yunhe.models.cohort.EventFilter;
import org.yunhe.models.cohort.OutcomeEvent;
import org.yunhe.models.cohort.PersonHistory;

/** Evaluates one cohort over all persons; only events that a filter of the cohort covers travel. */
final class CohortRows {
  private static final StructType MEMBER =
      new StructType()
          .add("person_id", DataTypes.StringType)
          .add("index_date", DataTypes.DateType)
          .add("entry_path", DataTypes.StringType)
          .add("entry_paths", DataTypes.createArrayType(DataTypes.StringType))
          .add("evidence", DataTypes.createArrayType(DataTypes.StringType))
          .add("age_at_index", DataTypes.IntegerType)
          .add("prior_observation_days", DataTypes.IntegerType)
          .add("incident", DataTypes.BooleanType)
          .add("exit_date", DataTypes.DateType)
          .add("exit_reason", DataTypes.StringType);
  private static final StructType EVENT =
      new StructType()
          .add("person_id", DataTypes.StringType)
          .add("index_date", DataTypes.DateType)
          .add("outcome", DataTypes.StringType)
          .add("stage", DataTypes.StringType)
          .add("stage_rank", DataTypes.IntegerType)
          .add("event_date", DataTypes.DateType)
          .add("days_since_index", DataTypes.IntegerType)
          .add("prevalent", DataTypes.BooleanType)
          .add("evidence", DataTypes.createArrayType(DataTypes.StringType));
  private static final String[] EVENT_COLUMNS = {
    "event_id",
    "domain",
    "event_date",
    "code",
    "code_system",
    "display",
    "value",
    "unit",
    "comparator",
    "setting"
  };

  private CohortRows() {}

  /** Returns what became of every person who has at least one event the cohort looks at. */
  static Dataset<Evaluation> evaluate(SparkSession spark, CohortDefinition cohort) {
    List<EventFilter> filters = cohort.filters();
    Column event =
        functions.struct(
            List.of(EVENT_COLUMNS).stream().map(functions::col).toArray(Column[]::new));
    Dataset<Row> events =
        spark
            .table("cohort_event")
            .select("person_id", EVENT_COLUMNS)
            .filter(
                (FilterFunction<Row>)
                    row -> filters.stream().anyMatch(filter -> filter.covers(event(row))))
            .groupBy("person_id")
            .agg(functions.collect_list(event).as("events"));
    return events
        .join(spark.table("cohort_person"), "person_id")
        .map(
            (MapFunction<Row, Evaluation>)
                row -> new CohortEvaluator(cohort).evaluate(history(row)),
            Encoders.javaSerialization(Evaluation.class));
  }

  /** Returns the members as rows of {@code mart.cohort_member}, without provenance. */
  static Dataset<Row> members(Dataset<Evaluation> evaluations) {
    return evaluations.flatMap(
        (FlatMapFunction<Evaluation, Row>)
            evaluation -> evaluation.membership().map(CohortRows::row).stream().iterator(),
        encoder(MEMBER));
  }

  /** Returns their outcomes as rows of {@code mart.cohort_event}, without provenance. */
  static Dataset<Row> outcomes(Dataset<Evaluation> evaluations) {
    return evaluations.flatMap(
        (FlatMapFunction<Evaluation, Row>)
            evaluation ->
                evaluation.membership().stream()
                    .flatMap(
                        member -> member.outcomes().stream().map(outcome -> row(member, outcome)))
                    .iterator(),
        encoder(EVENT));
  }

  private static Encoder<Row> encoder(StructType type) {
    return Encoders.row(type);
  }

  private static Row row(CohortMember member) {
    return RowFactory.create(
        member.personId(),
        member.indexDate(),
        member.entryPath(),
        member.entryPaths().toArray(new String[0]),
        member.evidence().toArray(new String[0]),
        member.ageAtIndex(),
        member.priorObservationDays(),
        member.incident(),
        member.exitDate(),
        member.exitReason());
  }

  private static Row row(CohortMember member, OutcomeEvent outcome) {
    return RowFactory.create(
        member.personId(),
        member.indexDate(),
        outcome.outcome(),
        outcome.stage(),
        outcome.rank(),
        outcome.date(),
        (int) ChronoUnit.DAYS.between(member.indexDate(), outcome.date()),
        outcome.prevalent(),
        outcome.evidence().toArray(new String[0]));
  }

  private static PersonHistory history(Row row) {
    List<Row> events = row.getList(row.fieldIndex("events"));
    return new PersonHistory(
        row.getAs("person_id"),
        row.getAs("sex"),
        row.<LocalDate>getAs("birth_date"),
        row.<LocalDate>getAs("death_date"),
        row.<LocalDate>getAs("first_contact"),
        row.<LocalDate>getAs("last_contact"),
        events.stream().map(CohortRows::event).toList());
  }

  private static ClinicalEvent event(Row row) {
    return new ClinicalEvent(
        row.getAs("event_id"),
        Domain.valueOf(row.<String>getAs("domain").toUpperCase(Locale.ROOT)),
        row.<LocalDate>getAs("event_date"),
        row.getAs("code"),
        row.getAs("code_system"),
        row.getAs("display"),
        row.getAs("value"),
        row.getAs("unit"),
        row.getAs("comparator"),
        row.getAs("setting"));
  }
}
