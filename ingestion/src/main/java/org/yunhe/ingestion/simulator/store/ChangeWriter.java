package org.yunhe.ingestion.simulator.store;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Applies changes, one transaction a database. The counters of local numbers are kept in the same
 * transaction as the rows that use them, so a restart never gives a number twice.
 */
public final class ChangeWriter implements AutoCloseable {

  private final Map<String, SourceDatabase> databases = new HashMap<>();
  private final Map<String, Map<String, TableShape>> shapes = new HashMap<>();
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Map<String, Long> saved = new HashMap<>();
  private final Ids ids;

  /** A writer that goes on counting where the databases' counters stand. */
  public ChangeWriter(Iterable<SourceDatabase> all, Ids ids) {
    this.ids = ids;
    for (SourceDatabase database : all) {
      databases.put(database.name(), database);
      shapes.put(database.name(), database.shapes());
      try {
        database.counters().forEach(ids::skipTo);
        database.connection().setAutoCommit(false);
      } catch (SQLException e) {
        throw SourceDatabase.failed(database.name(), e);
      }
    }
    saved.putAll(ids.last());
  }

  /**
   * Applies changes: in each database the inserts first, then updates and deletes in their order.
   * Returns how many rows they touched.
   */
  public int apply(List<Change> changes) {
    Map<String, List<Change>> bySource = new LinkedHashMap<>();
    for (Change change : changes) {
      bySource.computeIfAbsent(change.source(), s -> new ArrayList<>()).add(change);
    }
    int rows = 0;
    for (Map.Entry<String, List<Change>> entry : bySource.entrySet()) {
      rows += transaction(databases.get(entry.getKey()), entry.getValue());
    }
    return rows;
  }

  private int transaction(SourceDatabase database, List<Change> changes) {
    Connection connection = database.connection();
    try {
      Map<PreparedStatement, Integer> inserts = new LinkedHashMap<>();
      for (Change change : changes) {
        if (change.kind() == Change.Kind.INSERT) {
          PreparedStatement insert = bound(database, change);
          insert.addBatch();
          inserts.merge(insert, 1, Integer::sum);
        }
      }
      int rows = 0;
      for (Map.Entry<PreparedStatement, Integer> insert : inserts.entrySet()) {
        insert.getKey().executeBatch();
        rows += insert.getValue();
      }
      for (Change change : changes) {
        if (change.kind() != Change.Kind.INSERT) {
          rows += bound(database, change).executeUpdate();
        }
      }
      Map<String, Long> moved = new HashMap<>(ids.last());
      moved.entrySet().removeIf(e -> e.getValue().equals(saved.get(e.getKey())));
      moved.keySet().removeIf(name -> !name.startsWith(database.name() + "/"));
      database.saveCounters(moved);
      connection.commit();
      saved.putAll(moved);
      return rows;
    } catch (SQLException e) {
      throw SourceDatabase.failed(database.name(), e);
    }
  }

  private PreparedStatement bound(SourceDatabase database, Change change) throws SQLException {
    TableShape shape = shapes.get(database.name()).get(change.row().table());
    List<String> columns = new ArrayList<>();
    String sql =
        switch (change.kind()) {
          case INSERT -> insert(database, shape, change.row(), columns);
          case UPDATE -> update(database, shape, change.row(), columns);
          case DELETE -> delete(database, shape, columns);
        };
    PreparedStatement statement = statements.get(database.name() + sql);
    if (statement == null) {
      statement = database.connection().prepareStatement(sql);
      statements.put(database.name() + sql, statement);
    }
    for (int i = 0; i < columns.size(); i++) {
      Object value = change.row().get(columns.get(i));
      String text =
          value instanceof BigDecimal number
              ? number.toPlainString()
              : value == null ? null : value.toString();
      statement.setString(i + 1, text);
    }
    return statement;
  }

  private static String marker(SourceDatabase database, TableShape shape, String column) {
    return database.dialect().marker(shape.types().get(shape.columns().get(column)));
  }

  private static String insert(
      SourceDatabase database, TableShape shape, Row row, List<String> columns) {
    StringJoiner names = new StringJoiner(", ");
    StringJoiner values = new StringJoiner(", ");
    for (int i = 0; i < row.size(); i++) {
      columns.add(row.column(i));
      names.add(row.column(i));
      values.add(marker(database, shape, row.column(i)));
    }
    return "INSERT INTO %s.%s (%s) VALUES (%s)"
        .formatted(database.schema(), shape.table(), names, values);
  }

  private static String update(
      SourceDatabase database, TableShape shape, Row row, List<String> columns) {
    StringJoiner sets = new StringJoiner(", ");
    for (int i = 0; i < row.size(); i++) {
      if (!shape.key().contains(row.column(i))) {
        columns.add(row.column(i));
        sets.add(row.column(i) + " = " + marker(database, shape, row.column(i)));
      }
    }
    return "UPDATE %s.%s SET %s WHERE %s"
        .formatted(database.schema(), shape.table(), sets, where(database, shape, columns));
  }

  private static String delete(SourceDatabase database, TableShape shape, List<String> columns) {
    return "DELETE FROM %s.%s WHERE %s"
        .formatted(database.schema(), shape.table(), where(database, shape, columns));
  }

  private static String where(SourceDatabase database, TableShape shape, List<String> columns) {
    StringJoiner conditions = new StringJoiner(" AND ");
    for (String key : shape.key()) {
      columns.add(key);
      conditions.add(key + " = " + marker(database, shape, key));
    }
    return conditions.toString();
  }

  @Override
  public void close() {
    databases.values().forEach(SourceDatabase::close);
  }
}
