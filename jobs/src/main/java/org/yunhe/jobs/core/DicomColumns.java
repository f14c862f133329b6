package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.yunhe.models.standard.DicomKeywords;
import org.yunhe.models.standard.DicomKeywords.Attribute;

/**
 * Attributes of the DICOM JSON model (PS3.18 F) as columns of texts by keyword: several values
 * stand with a backslash between them, of a person's name the alphabetic part, a sequence as JSON
 * array.
 */
final class DicomColumns {
  private static final StructType VALUES =
      new StructType().add("Value", DataTypes.createArrayType(DataTypes.StringType));
  private static final String BETWEEN = "\\";

  private final DicomKeywords keywords = DicomKeywords.load();

  /** Returns the attributes of {@code keywords} as one struct, by what they are called. */
  Column parsed(List<String> names, Column metadata) {
    StructType type = new StructType();
    for (String name : names) {
      type = type.add(attribute(name).tag(), VALUES);
    }
    return from_json(metadata, type);
  }

  /** Returns the columns, of what {@link #parsed} gave as {@code parsed}. */
  List<Column> columns(List<String> names, String parsed) {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      Attribute attribute = attribute(name);
      Column values = col(parsed).getField(attribute.tag()).getField("Value");
      columns.add(when(size(values).gt(0), text(values, attribute.vr())).as(name));
    }
    return columns;
  }

  private static Column text(Column values, String vr) {
    return switch (vr) {
      case "SQ" -> concat(lit("["), array_join(values, ","), lit("]"));
      case "PN" ->
          array_join(
              transform(values, value -> get_json_object(value, "$.Alphabetic")), BETWEEN, "");
      default -> array_join(values, BETWEEN, "");
    };
  }

  private Attribute attribute(String name) {
    return keywords.find(name).orElseThrow();
  }
}
