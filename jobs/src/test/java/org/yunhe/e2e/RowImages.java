package org.yunhe.e2e;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of one source table by their key, as they stand in the source and as the change log of
 * the lake has them, in one spelling: numbers without trailing zeros, times without a zone letter.
 */
final class RowImages {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String NEWEST =
      """
      SELECT key, max_by(op, rank) AS op, max_by(after, rank) AS image
      FROM (SELECT key, op, after, ROW(source_position, "offset") AS rank
            FROM lake.raw.change WHERE source = '%s' AND source_table = '%s')
      GROUP BY key
      """;

  private RowImages() {}

  static Map<String, Map<String, String>> inSource(
      Connection database, String schema, String table, List<String> key)
      throws SQLException, IOException {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    try (Statement statement = database.createStatement()) {
      statement.setFetchSize(5000);
      try (ResultSet result =
          statement.executeQuery(
              "SELECT to_json(t)::text FROM \"" + schema + "\".\"" + table + "\" t")) {
        while (result.next()) {
          Map<String, String> row = row(JSON.readTree(result.getString(1)));
          rows.put(keyOf(row, key), row);
        }
      }
    }
    return rows;
  }

  static Map<String, Map<String, String>> inLake(
      Connection trino, String source, String table, List<String> key)
      throws SQLException, IOException {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    try (Statement statement = trino.createStatement();
        ResultSet result = statement.executeQuery(NEWEST.formatted(source, table))) {
      while (result.next()) {
        if (!result.getString("op").equals("d")) {
          Map<String, String> row = row(JSON.readTree(result.getString("image")));
          rows.put(keyOf(row, key), row);
        }
      }
    }
    return rows;
  }

  private static String keyOf(Map<String, String> row, List<String> key) {
    return key.stream().map(column -> String.valueOf(row.get(column))).toList().toString();
  }

  private static Map<String, String> row(JsonNode image) {
    Map<String, String> row = new TreeMap<>();
    image.fields().forEachRemaining(field -> row.put(field.getKey(), spell(field.getValue())));
    return row;
  }

  private static String spell(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    String text = value.asText();
    if (text.matches("-?\\d+(\\.\\d+([eE][+-]?\\d+)?|[eE][+-]?\\d+)")) {
      BigDecimal number = new BigDecimal(text);
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
      String bare = text.replaceFirst("Z$|\\+00:00$", "");
      return bare.contains(".") ? bare.replaceFirst("\\.?0+$", "") : bare;
    }
    return text.matches("\\d{4}-\\d\\d-\\d\\dZ") ? text.substring(0, 10) : text;
  }
}
