package org.yunhe.ingestion.simulator.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Columns, their types and the primary key of a table as the database has it. */
record TableShape(
    String table, Map<String, Integer> columns, List<String> types, List<String> key) {

  static Map<String, TableShape> read(Connection connection, Dialect dialect, String schema)
      throws SQLException {
    Map<String, TableShape> shapes = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(dialect.columns())) {
      query.setString(1, schema);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          TableShape shape =
              shapes.computeIfAbsent(
                  rows.getString(1),
                  t ->
                      new TableShape(
                          t, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>()));
          shape.columns.put(rows.getString(2), shape.columns.size());
          shape.types.add(rows.getString(3));
          if (rows.getBoolean(4)) {
            shape.key.add(rows.getString(2));
          }
        }
      }
    }
    return shapes;
  }

  /** The values of a row in the order of the columns. */
  Object[] arrange(Row row) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < row.size(); i++) {
      Integer position = columns.get(row.column(i));
      if (position == null) {
        throw new IllegalStateException(table + " has no column " + row.column(i));
      }
      values[position] = row.value(i);
    }
    return values;
  }
}
