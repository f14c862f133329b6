package org.yunhe.jobs.release;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.yunhe.models.release.EventScope;

/**
 * Shortens codes that fewer than k persons carry, and leaves out what stays rare. At each length
 * only the rows still rare are counted, so that a shortened code too stands for at least k persons.
 */
final class RareCodes {
  private RareCodes() {}

  /** Returns events with {@code code} as it may be shown. */
  static Dataset<Row> shown(Dataset<Row> events, List<EventScope> scopes, int k) {
    int steps = scopes.stream().mapToInt(scope -> scope.lengths().size()).max().orElse(0);
    Dataset<Row> shown = null;
    Dataset<Row> rare = events.withColumn("shown", col("code"));
    for (int step = 0; step <= steps; step++) {
      Dataset<Row> counted =
          rare.drop("carriers").join(carriers(rare), new String[] {"domain", "shown"});
      Dataset<Row> common = counted.where(col("carriers").geq(k));
      shown = shown == null ? common : shown.unionByName(common);
      rare = shortened(counted.where(col("carriers").lt(k)), scopes, step);
    }
    return shown.drop("code", "carriers").withColumnRenamed("shown", "code");
  }

  private static Dataset<Row> carriers(Dataset<Row> rows) {
    return rows.groupBy("domain", "shown").agg(functions.countDistinct("person_id").as("carriers"));
  }

  private static Dataset<Row> shortened(Dataset<Row> rows, List<EventScope> scopes, int step) {
    Column length = functions.lit(null).cast("int");
    for (EventScope scope : scopes) {
      if (step < scope.lengths().size()) {
        length =
            functions
                .when(col("domain").equalTo(scope.domain()), scope.lengths().get(step))
                .otherwise(length);
      }
    }
    return rows.withColumn("length", length)
        .where(col("length").isNotNull())
        .withColumn("shown", functions.substring(col("code"), functions.lit(1), col("length")))
        .drop("length");
  }
}
