package org.yunhe.ingestion.simulator.store;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/** PostgreSQL: a database a source, captured by a publication. */
final class PostgresDialect implements Dialect {

  @Override
  public String scheme() {
    return "jdbc:postgresql://";
  }

  @Override
  public int port() {
    return 5432;
  }

  @Override
  public String database(String source) {
    return source;
  }

  @Override
  public void createDatabase(Connection admin, String source) throws SQLException {
    if (!exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", source)) {
      try (Statement statement = admin.createStatement()) {
        statement.execute(
            "CREATE DATABASE %s ENCODING 'UTF8' TEMPLATE template0"
                .formatted(statement.enquoteIdentifier(source, true)));
      }
    }
  }

  @Override
  public void drop(Statement statement, String schema) throws SQLException {
    statement.execute("DROP PUBLICATION IF EXISTS yunhe");
    statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
  }

  @Override
  public List<String> tables(String ddl) {
    return List.of(ddl);
  }

  @Override
  public void afterTables(Statement statement, String schema) throws SQLException {
    statement.execute("SET search_path TO " + schema);
    statement.execute("SET synchronous_commit TO off");
    statement.execute("CREATE PUBLICATION yunhe FOR TABLES IN SCHEMA " + schema);
  }

  @Override
  public void grant(Connection connection, Account account) throws SQLException {
    boolean there = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", account.name());
    try (Statement statement = connection.createStatement()) {
      String role = statement.enquoteIdentifier(account.name(), true);
      String schema = statement.enquoteIdentifier(account.schema(), true);
      statement.execute(
          "%s ROLE %s LOGIN REPLICATION PASSWORD %s"
              .formatted(
                  there ? "ALTER" : "CREATE", role, statement.enquoteLiteral(account.password())));
      statement.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(schema, role));
      statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA %s TO %s".formatted(schema, role));
      statement.execute(
          "ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT SELECT ON TABLES TO %s"
              .formatted(schema, role));
    }
  }

  @Override
  public void copy(Connection connection, String table, String rows)
      throws SQLException, IOException {
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("COPY " + table + " FROM STDIN", new StringReader(rows));
  }

  @Override
  public void afterLoad(Statement statement, Iterable<String> tables) throws SQLException {
    statement.execute("ANALYZE");
    statement.execute("SET synchronous_commit TO on");
  }

  @Override
  public String setCounter() {
    return """
        INSERT INTO yunhe_sim.counter VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET last = excluded.last""";
  }

  @Override
  public String columns() {
    return """
        SELECT c.relname, a.attname, format_type(a.atttypid, NULL),
               coalesce(array_position(i.indkey::int[], a.attnum::int) IS NOT NULL, false)
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
        WHERE n.nspname = ? AND c.relkind = 'r'
        ORDER BY c.relname, a.attnum""";
  }

  @Override
  public String marker(String type) {
    return "?::" + type;
  }

  @Override
  public String random() {
    return "random()";
  }

  private static boolean exists(Connection connection, String sql, String name)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }
}
