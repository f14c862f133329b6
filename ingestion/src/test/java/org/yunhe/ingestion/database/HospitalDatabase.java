package org.yunhe.ingestion.database;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.yunhe.ingestion.behaviour.SourceSystem;

/** A hospital's database with one table, {@code his.note}, on whatever server it runs. */
abstract class HospitalDatabase implements SourceSystem {
  private Connection connection;

  /** Opens a connection of the administrator. */
  abstract Connection open() throws SQLException;

  /** Runs one statement. */
  final void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the first value of a query as a text. */
  final String ask(String sql) throws SQLException {
    try (Statement statement = connection().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null || !connection.isValid(1)) {
      connection = open();
    }
    return connection;
  }

  @Override
  public final void insert(String id, String text) throws SQLException {
    change("INSERT INTO his.note (text, id) VALUES (?, ?)", text, id);
  }

  @Override
  public final void update(String id, String text) throws SQLException {
    change("UPDATE his.note SET text = ? WHERE id = ?", text, id);
  }

  @Override
  public final void delete(String id) throws SQLException {
    change("DELETE FROM his.note WHERE id = ?", id);
  }

  @Override
  public final void repeat(String id) throws SQLException {
    change("UPDATE his.note SET flag = flag + 1 WHERE id = ?", id);
  }

  private void change(String sql, String... values) throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /** A table's types leave nothing that cannot be read. */
  @Override
  public final Optional<String> malformed(String id) {
    return Optional.empty();
  }

  @Override
  public final String id(JsonNode key) {
    return key.path("id").asText();
  }

  @Override
  public final String text(JsonNode after) {
    return after.path("text").asText();
  }

  @Override
  public void close() throws Exception {
    if (connection != null) {
      connection.close();
    }
  }
}
