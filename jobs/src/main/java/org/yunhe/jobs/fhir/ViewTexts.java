package org.yunhe.jobs.fhir;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.yunhe.models.view.ViewColumn;
import org.yunhe.models.view.ViewDefinition;

/** The columns of an evaluated view, each a collection, as the texts that mappings see. */
final class ViewTexts {
  private static final String INSTANT = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";

  private ViewTexts() {}

  /** Returns the value of a column; a collection is one JSON array, null where it is empty. */
  static Column of(ViewColumn column, StructType schema) {
    Column values = col(column.name());
    DataType element = element(column, schema);
    if (element instanceof NullType) {
      return lit(null).cast("string").as(column.name());
    }
    Column text =
        column.collection()
            ? when(size(values).gt(0), to_json(transform(values, value -> text(value, element))))
            : text(get(values, lit(0)), element);
    return text.as(column.name());
  }

  /** Returns which columns have several values and may have one, null where none has. */
  static Column severals(ViewDefinition view) {
    Column names =
        concat_ws(
            ", ",
            view.columns().stream()
                .filter(column -> !column.collection())
                .map(column -> when(size(col(column.name())).gt(1), lit(column.name())))
                .toArray(Column[]::new));
    return when(names.notEqual(""), names);
  }

  private static DataType element(ViewColumn column, StructType schema) {
    return ((ArrayType) schema.apply(column.name()).dataType()).elementType();
  }

  private static Column text(Column value, DataType type) {
    return switch (type) {
      case TimestampType instant -> date_format(value, INSTANT);
      case BinaryType binary -> base64(value);
      case DecimalType decimal ->
          regexp_replace(
              regexp_replace(value.cast("string"), lit("(\\.\\d*?)0+$"), lit("$1")),
              lit("\\.$"),
              lit(""));
      case StructType struct -> to_json(value);
      case ArrayType array -> to_json(value);
      case MapType map -> to_json(value);
      default -> value.cast("string");
    };
  }
}
