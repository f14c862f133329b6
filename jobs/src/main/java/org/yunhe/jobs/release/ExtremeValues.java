package org.yunhe.jobs.release;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * Cuts values to what at least k persons reach: the highest value shown is the k-th highest of the
 * persons' own highest, the lowest likewise. Values that fewer than k persons have are left out.
 */
final class ExtremeValues {
  private static final String[] KIND = {"domain", "code", "unit"};

  private ExtremeValues() {}

  /** Returns events with {@code value} cut. */
  static Dataset<Row> cut(Dataset<Row> events, int k) {
    Dataset<Row> persons =
        events
            .where(col("value").isNotNull())
            .groupBy(col("domain"), col("code"), unit(), col("person_id"))
            .agg(functions.max("value").as("highest"), functions.min("value").as("lowest"));
    Dataset<Row> limits =
        at(persons, "highest", col("highest").desc(), k)
            .join(at(persons, "lowest", col("lowest").asc(), k), KIND);
    return events
        .withColumn("unit", unit())
        .join(limits, KIND, "left")
        .withColumn(
            "value",
            functions.when(
                col("highest").isNotNull().and(col("value").isNotNull()),
                functions.greatest(functions.least(col("value"), col("highest")), col("lowest"))))
        .withColumn("unit", functions.when(col("unit").notEqual(""), col("unit")))
        .drop("highest", "lowest");
  }

  private static Dataset<Row> at(Dataset<Row> persons, String name, Column order, int k) {
    return persons
        .withColumn(
            "rank",
            functions
                .row_number()
                .over(Window.partitionBy("domain", "code", "unit").orderBy(order)))
        .where(col("rank").equalTo(k))
        .select("domain", "code", "unit", name);
  }

  private static Column unit() {
    return functions.coalesce(col("unit"), functions.lit("")).as("unit");
  }
}
