package org.yunhe.jobs.erasure;

import static org.apache.spark.sql.functions.callUDF;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.spark.Lake;

/**
 * Registrations that no resident ID ties to a person but that have, or had, the name and a phone of
 * the person: perhaps the same human, who gave no document at that desk. Who they are a steward
 * decides.
 */
final class Namesakes {
  private Namesakes() {}

  /** Returns them as {@code source:local number}, in their order. */
  static List<String> of(Lake lake, Person person) {
    UDF4<String, String, String, String, List<String>> registrations =
        (source, table, before, after) ->
            Stream.of(before, after)
                .map(image -> person.namesake(source, table, image))
                .filter(Objects::nonNull)
                .toList();
    lake.spark()
        .udf()
        .register(
            "namesakes", registrations, DataTypes.createArrayType(DataTypes.StringType, false));
    return lake
        .read("raw.change")
        .select(
            explode(
                    callUDF(
                        "namesakes",
                        col("source"),
                        col("source_table"),
                        col("before"),
                        col("after")))
                .as("registration"))
        .distinct()
        .orderBy("registration")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
