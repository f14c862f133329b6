package org.yunhe.jobs.cohort;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.source.SourceCatalog;

/**
 * The views that cohorts and releases read: {@code person_registration} (the persons of {@code
 * mart.patient_360}, so that there is one linkage only), {@code source_zone}, {@code cohort_event}
 * and {@code cohort_person}.
 */
public final class CohortViews {
  /** Tables the views read. */
  public static final List<String> TABLES =
      List.of(
          "mart.patient_360",
          "core.condition",
          "core.drug",
          "core.encounter",
          "core.medication",
          "core.observation",
          "core.procedure");

  /** Clock of a source that is not declared, such as one of a test. */
  private static final String DEFAULT_ZONE = "Asia/Shanghai";

  private CohortViews() {}

  /** Makes the views in a session. */
  public static void create(SparkSession spark) {
    spark
        .sql("SELECT person_id, explode(patient_ids) AS patient_id FROM mart.patient_360")
        .createOrReplaceTempView("person_registration");
    sourceZones(spark);
    spark
        .sql(ModelResources.read("marts/cohort_event.sql"))
        .createOrReplaceTempView("cohort_event");
    spark
        .sql(ModelResources.read("marts/cohort_person.sql"))
        .createOrReplaceTempView("cohort_person");
  }

  private static void sourceZones(SparkSession spark) {
    List<Row> zones =
        SourceCatalog.load().sources().stream()
            .map(source -> RowFactory.create(source.source(), source.timezone()))
            .toList();
    StructType type =
        new StructType().add("source", DataTypes.StringType).add("timezone", DataTypes.StringType);
    spark.createDataFrame(zones, type).createOrReplaceTempView("declared_zone");
    spark
        .sql(
            "SELECT present.source, coalesce(declared.timezone, '"
                + DEFAULT_ZONE
                + "') AS timezone FROM (SELECT DISTINCT source FROM core.encounter UNION SELECT"
                + " DISTINCT source FROM core.condition UNION SELECT DISTINCT source FROM"
                + " core.observation UNION SELECT DISTINCT source FROM core.medication UNION SELECT"
                + " DISTINCT source FROM core.procedure) present LEFT JOIN declared_zone declared"
                + " ON declared.source = present.source")
        .createOrReplaceTempView("source_zone");
  }
}
