package org.yunhe.cli;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.trino.TrinoConnection;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Queries the lake through Trino's JDBC driver as a given user. */
final class TrinoClient implements AutoCloseable {
  private static final int LIMIT = 100_000;

  private final String url;
  private final Connection connection;

  /** Names of the columns, whether each is a number, and the rows as texts; null is null. */
  record Result(List<String> columns, List<Boolean> numeric, List<List<String>> rows) {}

  TrinoClient(YunheConfig config, String user) {
    TrinoConnection trino = TrinoConnection.of(config, user);
    this.url = trino.url();
    try {
      this.connection = DriverManager.getConnection(url, trino.properties());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  Result query(String sql) {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return new Result(
            List.of("rows"), List.of(true), List.of(List.of("" + statement.getUpdateCount())));
      }
      return read(statement.getResultSet());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Runs a query with a value for each question mark. */
  Result query(String sql, List<String> values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setString(i + 1, values.get(i));
      }
      try (ResultSet result = statement.executeQuery()) {
        return read(result);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static Result read(ResultSet result) throws SQLException {
    int count = result.getMetaData().getColumnCount();
    List<String> columns = new ArrayList<>();
    List<Boolean> numeric = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      columns.add(result.getMetaData().getColumnLabel(i));
      numeric.add(
          result
              .getMetaData()
              .getColumnTypeName(i)
              .toLowerCase(Locale.ROOT)
              .matches("(tinyint|smallint|integer|bigint|double|real|decimal.*)"));
    }
    List<List<String>> rows = new ArrayList<>();
    while (result.next() && rows.size() < LIMIT) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        row.add(text(result.getObject(i)));
      }
      rows.add(row);
    }
    return new Result(columns, numeric, rows);
  }

  private static String text(Object value) throws SQLException {
    if (value instanceof Array array) {
      return Arrays.stream((Object[]) array.getArray())
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value == null ? null : value.toString();
  }

  private YunheException failed(SQLException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    if (message.contains("Error executing query") || message.contains("Failed to connect")) {
      return new YunheException(
          ErrorCode.UNREACHABLE,
          "Trino at " + url + " does not answer: " + message,
          "look at './yunhe status', then run './yunhe up'",
          e);
    }
    String shown = message.replaceFirst("^Query failed \\(#\\w+\\): ", "");
    ErrorCode code =
        shown.startsWith("Access Denied") ? ErrorCode.ACCESS_REFUSED : ErrorCode.BAD_QUERY;
    return new YunheException(
        code, shown, "correct the query; 'show tables from lake.core' lists tables", e);
  }
}
