package org.yunhe.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Changes of a county hospital as the landing job writes them: visits, one diagnosis and one charge
 * for each, a patient for every ten.
 *
 * @param spark session
 * @param visits number of visits
 */
record SyntheticChanges(SparkSession spark, long visits) {
  private static final String SOURCE = "his_east";
  private static final long FIRST_SECOND = 1_735_689_600L;
  private static final int VISITS_A_PATIENT = 10;

  /** Returns one change of every {@code step}-th row of every table, at positions of that round. */
  Dataset<Row> round(int round, int step) {
    return patients(round, step)
        .unionByName(visitsOf(round, step))
        .unionByName(diagnoses(round, step))
        .unionByName(charges(round, step));
  }

  private Dataset<Row> patients(int round, int step) {
    return changes(
        "pat_master_index",
        round,
        ids(visits / VISITS_A_PATIENT, step),
        struct(id().as("patient_id")),
        struct(
            id().as("patient_id"),
            concat(lit("姓名"), col("id"), lit("-" + round)).as("name"),
            sex().as("sex"),
            lit("1970-01-01").as("date_of_birth"),
            time().as("create_time")));
  }

  private Dataset<Row> visitsOf(int round, int step) {
    return changes(
        "clinic_master",
        round,
        ids(visits, step),
        struct(id().as("visit_no")),
        struct(
            id().as("visit_no"),
            patient().as("patient_id"),
            lit("GE").as("clinic_type"),
            lit("A01").as("visit_dept"),
            concat(lit("doctor-"), lit(round)).as("doctor"),
            time().as("registering_time"),
            time().as("visit_time"),
            time().as("end_time"),
            lit("I10.x00").as("diag_code"),
            lit("高血压").as("diag_desc"),
            lit("头晕三天，加重一天").as("chief_complaint"),
            lit("F").as("regist_status")));
  }

  private Dataset<Row> diagnoses(int round, int step) {
    return changes(
        "clinic_diag",
        round,
        ids(visits, step),
        struct(id().as("visit_no"), lit("1").as("diag_no")),
        struct(
            id().as("visit_no"),
            lit("1").as("diag_no"),
            patient().as("patient_id"),
            lit("M").as("diag_type"),
            lit("I10.x00").as("diag_code"),
            concat(lit("高血压-"), lit(round)).as("diag_desc"),
            time().as("diag_time")));
  }

  private Dataset<Row> charges(int round, int step) {
    return changes(
        "bill_items",
        round,
        ids(visits, step),
        struct(id().as("item_id")),
        struct(
            id().as("item_id"),
            id().as("visit_no"),
            patient().as("patient_id"),
            lit("A").as("item_class"),
            lit("挂号费").as("item_name"),
            lit("1").as("amount"),
            lit("12.00").as("costs"),
            time().as("billing_time"),
            lit("F").as("item_status")));
  }

  private Dataset<Row> ids(long count, int step) {
    return spark.range(0, count, step).toDF("id");
  }

  private static Dataset<Row> changes(
      String table, int round, Dataset<Row> ids, Column key, Column row) {
    return ids.select(
        lit(SOURCE).as("source"),
        lit(table).as("source_table"),
        lit(round == 0 ? "r" : "u").as("op"),
        timestamp_seconds(lit(FIRST_SECOND)).as("source_ts"),
        lpad(lit(Integer.toString(round)), 20, "0").as("source_position"),
        lit("990121H001").as("org_code"),
        lit("cdc." + SOURCE + "." + table).as("topic"),
        lit(0).as("partition"),
        col("id").as("offset"),
        timestamp_seconds(lit(FIRST_SECOND)).as("ingested_at"),
        to_json(key).as("key"),
        lit(null).cast("string").as("before"),
        to_json(row).as("after"));
  }

  private static Column id() {
    return col("id").cast("string");
  }

  private static Column patient() {
    return col("id").divide(VISITS_A_PATIENT).cast("bigint").cast("string");
  }

  private static Column sex() {
    return when(col("id").mod(2).equalTo(0), "M").otherwise("F");
  }

  private static Column time() {
    return date_format(
        timestamp_seconds(lit(FIRST_SECOND).plus(col("id").mod(10_000_000))),
        "yyyy-MM-dd'T'HH:mm:ss'Z'");
  }
}
