package org.yunhe.jobs.indicator;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.indicator.Indicator;

/** The rows behind indicators, as their queries give them. */
final class IndicatorRows {
  private static final String NONE = "none";
  private static final String ORGANIZATION = "org_code";

  private final SparkSession spark;

  IndicatorRows(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Returns the rows of all {@code indicators} in the columns of {@code mart.indicator_row}; rows
   * of institutions whose kind the definition does not name are left out.
   */
  Dataset<Row> of(List<Indicator> indicators) {
    Dataset<Row> kinds =
        spark.table("core.organization").selectExpr(ORGANIZATION, "org_kind AS kind");
    return indicators.stream()
        .map(this::of)
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .where("period IS NOT NULL")
        .join(functions.broadcast(kinds), ORGANIZATION, "left")
        .where("kind IS NULL OR array_contains(kinds, kind)")
        .drop("kind", "kinds");
  }

  private Dataset<Row> of(Indicator indicator) {
    try {
      return spark
          .sql(indicator.sql())
          .select(
              functions.lit(indicator.code()).as("indicator"),
              functions.col("record_id").cast("string").as("record_id"),
              functions.lit(indicator.recordTable()).as("record_table"),
              functions.col(ORGANIZATION),
              functions.coalesce(functions.col("dept_code"), functions.lit(NONE)).as("dept_code"),
              functions.col("event_date").cast("date").as("event_date"),
              functions.trunc(functions.col("event_date"), "month").as("period"),
              functions.col("numerator").cast("decimal(18,4)").as("numerator"),
              (indicator.isCount() ? functions.lit(null) : functions.col("denominator"))
                  .cast("decimal(18,4)")
                  .as("denominator"),
              functions.lit(indicator.version()).as("version"),
              functions.lit(indicator.institutions().toArray(String[]::new)).as("kinds"));
    } catch (Exception e) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          indicator.file() + ": " + firstLine(e),
          "correct the query; docs/add-an-indicator.md says what it must give",
          e);
    }
  }

  private static String firstLine(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
  }

  /** Complains where a record stands twice in an indicator: a join that multiplies is a fault. */
  static void requireDistinct(Dataset<Row> rows, List<Indicator> indicators) {
    List<Row> twice =
        rows.groupBy("indicator", "record_id").count().where("count > 1").takeAsList(1);
    for (Row row : twice) {
      String file =
          indicators.stream()
              .filter(indicator -> indicator.code().equals(row.getString(0)))
              .map(Indicator::file)
              .findFirst()
              .orElseThrow();
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          file + ": the record " + row.getString(1) + " stands " + row.getLong(2) + " times",
          "a record may count once: mend the join, or group by the record");
    }
  }
}
