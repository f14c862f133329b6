package org.yunhe.jobs.indicator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.yunhe.jobs.spark.Lake;

/** Rows of core written by hand, one commit a table. */
final class TestingCore {
  private static final String SOURCE = "his_east";

  private final Lake lake;
  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  TestingCore(Lake lake) {
    this.lake = lake;
  }

  /** Adds one row given as column, value, column, value…; provenance is filled in. */
  TestingCore put(String table, Object... values) {
    StructType schema = lake.read(table).schema();
    Object[] row = new Object[schema.size()];
    if (table.startsWith("core.")) {
      set(schema, row, "source", SOURCE);
      set(schema, row, "source_table", "t");
      set(schema, row, "source_key", values[1]);
      set(schema, row, "source_row", 1);
      set(schema, row, "source_position", "1");
      set(schema, row, "merged_at", Instant.EPOCH);
    }
    for (int i = 0; i < values.length; i += 2) {
      set(schema, row, (String) values[i], values[i + 1]);
    }
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null && !schema.fields()[i].nullable()) {
        row[i] = nothing(schema.fields()[i].dataType().typeName());
      }
    }
    rows.computeIfAbsent(table, name -> new ArrayList<>()).add(RowFactory.create(row));
    return this;
  }

  /** Writes what was put. */
  void write() {
    rows.forEach(
        (table, list) ->
            lake.append(
                lake.spark().createDataFrame(list, lake.read(table).schema()).coalesce(1), table));
    rows.clear();
  }

  private static Object nothing(String type) {
    return switch (type) {
      case "string" -> "";
      case "integer" -> 0;
      case "long" -> 0L;
      case "array" -> new String[0];
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static void set(StructType schema, Object[] row, String column, Object value) {
    row[schema.fieldIndex(column)] = value;
  }
}
