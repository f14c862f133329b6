package org.yunhe.jobs.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.patient360.Patient360Job;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.indicator.Indicator;
import org.yunhe.models.indicator.IndicatorCatalog;
import org.yunhe.models.resource.ModelResources;

/**
 * Computes every indicator whose definition or input changed into {@code mart.indicator_value}, and
 * keeps the rows behind it in {@code mart.indicator_row}.
 */
public final class IndicatorJob implements Job {
  /** Name of the job. */
  public static final String NAME = "indicators";

  private static final String VALUES = "mart.indicator_value";
  private static final String ROWS = "mart.indicator_row";
  private static final String STATE = "indicators";
  private static final StructType DEFINITION =
      StructType.fromDDL(
          "indicator STRING, is_count BOOLEAN, factor INT, small_sample_below INT,"
              + " follow_up_days INT, institutions ARRAY<STRING>, departments BOOLEAN,"
              + " version STRING, definition STRING, snapshots STRING");

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
    List<Indicator> all = IndicatorCatalog.load().check(ContractCatalog.load()).indicators();
    IndicatorInputs inputs = new IndicatorInputs(context.lake(), all);
    List<Indicator> stale = context.full() ? all : inputs.stale(all, lastState(context));
    if (stale.isEmpty() && !leftOver(context, all)) {
      context.progress().step("no definition and no input has changed");
      return result(all, inputs, 0, 0);
    }
    return compute(context, all, stale, inputs);
  }

  private static JsonNode lastState(JobContext context) {
    return context
        .runs()
        .lastSuccess(NAME)
        .map(last -> last.detail().path(STATE))
        .orElse(JsonNodeFactory.instance.objectNode());
  }

  private static boolean leftOver(JobContext context, List<Indicator> all) {
    return !context.lake().read(VALUES).where(functions.not(isOneOf(all))).isEmpty();
  }

  private static JobResult compute(
      JobContext context, List<Indicator> all, List<Indicator> stale, IndicatorInputs inputs) {
    SparkSession spark = context.spark();
    LocalDates.register(spark);
    Dataset<Row> rows =
        stale.isEmpty() ? context.lake().read(ROWS).limit(0) : new IndicatorRows(spark).of(stale);
    rows = rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      IndicatorRows.requireDistinct(rows, stale);
      rows.createOrReplaceTempView("indicator_rows");
      definitions(spark, stale, inputs).createOrReplaceTempView("indicator_definition");
      spark.sql(sql("indicator_active_month")).createOrReplaceTempView("active_month");
      Column replaced = isOneOf(stale).or(functions.not(isOneOf(all)));
      context.lake().replaceWhere(stamped(rows, context), ROWS, replaced);
      context.progress().step(ROWS + ": " + rows.count() + " rows of " + stale.size());
      Dataset<Row> values =
          stamped(spark.sql(sql("indicator_value")), context)
              .withColumn("computed_at", functions.lit(context.startedAt()))
              .persist(StorageLevel.MEMORY_AND_DISK());
      context.lake().replaceWhere(values, VALUES, replaced);
      context.progress().step(VALUES + ": " + values.count() + " values");
      long written = rows.count() + values.count();
      values.unpersist();
      return result(all, inputs, rows.count(), written);
    } finally {
      rows.unpersist();
    }
  }

  private static Dataset<Row> stamped(Dataset<Row> rows, JobContext context) {
    return rows.withColumn("run_id", functions.lit(context.runId()));
  }

  private static Column isOneOf(List<Indicator> indicators) {
    return functions.col("indicator").isin(indicators.stream().map(Indicator::code).toArray());
  }

  private static Dataset<Row> definitions(
      SparkSession spark, List<Indicator> indicators, IndicatorInputs inputs) {
    return spark.createDataFrame(
        indicators.stream()
            .map(
                indicator ->
                    RowFactory.create(
                        indicator.code(),
                        indicator.isCount(),
                        indicator.factor(),
                        indicator.smallSample(),
                        indicator.followUpDays(),
                        indicator.institutions().toArray(String[]::new),
                        indicator.departments(),
                        indicator.version(),
                        indicator.fingerprint(),
                        inputs.snapshots(indicator)))
            .toList(),
        DEFINITION);
  }

  private static JobResult result(
      List<Indicator> all, IndicatorInputs inputs, long read, long written) {
    Map<String, String> state = new TreeMap<>();
    all.forEach(indicator -> state.put(indicator.code(), inputs.state(indicator)));
    return new JobResult(null, null, read, written, Map.of(STATE, state));
  }

  private static String sql(String name) {
    return ModelResources.read("marts/" + name + ".sql");
  }
}
