package org.yunhe.jobs.roads;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Matches the records of two roads, person by person: equal keys of one person match one to one; of
 * what is left, the rule of the record explains it, else the rules that hold for every pair.
 */
final class RoadComparison {
  private static final String ITEMS = "road_item";

  private static final String MATCH =
      """
      WITH known AS (
        SELECT i.*, p.patient_no
        FROM road_item AS i
        JOIN (
          SELECT patient_id, concat_ws('/', org_code, local_patient_no) AS patient_no
          FROM core.patient) AS p
          ON p.patient_id = i.patient_id
      ), numbered AS (
        SELECT *,
          row_number() OVER (
            PARTITION BY core_table, road, patient_no, record_key ORDER BY class) AS n
        FROM known
      ), keys AS (
        SELECT DISTINCT core_table, road, patient_no, record_key FROM known
      ), codes AS (
        SELECT DISTINCT core_table, road, code FROM known WHERE code IS NOT NULL
      ), persons AS (
        SELECT patient_no, min_by(patient_id, road) AS patient_id FROM known GROUP BY patient_no
      ), judged AS (
        SELECT i.road, i.patient_no, i.core_table,
          CASE WHEN i.road = 2 AND o.n IS NOT NULL THEN o.class ELSE i.class END AS class,
          CASE
            WHEN o.n IS NOT NULL AND o.class = i.class THEN 'matched'
            WHEN o.n IS NOT NULL THEN 'matched_other_class'
            WHEN i.reason IS NOT NULL THEN i.reason
            WHEN k.record_key IS NOT NULL THEN 'several_for_one'
            WHEN i.code IS NOT NULL AND c.code IS NULL THEN 'code_of_one_road'
            ELSE 'unexplained'
          END AS explanation
        FROM numbered AS i
        LEFT JOIN numbered AS o
          ON o.core_table = i.core_table AND o.patient_no = i.patient_no
            AND o.record_key = i.record_key AND o.n = i.n AND o.road = 3 - i.road
        LEFT JOIN keys AS k
          ON k.core_table = i.core_table AND k.patient_no = i.patient_no
            AND k.record_key = i.record_key AND k.road = 3 - i.road
        LEFT JOIN codes AS c
          ON c.core_table = i.core_table AND c.code = i.code AND c.road = 3 - i.road
      )
      SELECT p.patient_id, j.core_table, j.class, j.explanation,
        count_if(j.road = 1) AS first_rows, count_if(j.road = 2) AS second_rows
      FROM judged AS j
      JOIN persons AS p ON p.patient_no = j.patient_no
      GROUP BY 1, 2, 3, 4
      """;

  private RoadComparison() {}

  /** Returns the differences and agreements of a pair, one row a person, table, class and rule. */
  static Dataset<Row> of(SparkSession spark, RoadPair pair) {
    Dataset<Row> items = null;
    for (Map.Entry<String, String> query : pair.queries().entrySet()) {
      Dataset<Row> rows =
          spark
              .sql(query.getValue())
              .selectExpr(
                  "'core." + query.getKey() + "' AS core_table",
                  "road",
                  "patient_id",
                  "coalesce(class, 'none') AS class",
                  "coalesce(record_key, 'none') AS record_key",
                  "code",
                  "reason");
      items = items == null ? rows : items.unionByName(rows);
    }
    items.createOrReplaceTempView(ITEMS);
    return spark.sql(MATCH);
  }
}
