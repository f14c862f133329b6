package org.yunhe.ingestion.simulator.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** MariaDB: a server of the hospital's own, whose databases are what PostgreSQL calls schemas. */
final class MariaDbDialect implements Dialect {

  @Override
  public String scheme() {
    return "jdbc:mariadb://";
  }

  @Override
  public int port() {
    return 3306;
  }

  @Override
  public String database(String source) {
    return "?allowLocalInfile=true";
  }

  @Override
  public void createDatabase(Connection admin, String source) {
    // The tables' file makes the schema, which is all there is to make.
  }

  @Override
  public void drop(Statement statement, String schema) throws SQLException {
    statement.execute("DROP DATABASE IF EXISTS " + schema);
  }

  @Override
  public List<String> tables(String ddl) {
    return new MariaDbTables(ddl).commands();
  }

  @Override
  public void afterTables(Statement statement, String schema) {
    // The binary log has every table; nobody publishes.
  }

  @Override
  public void grant(Connection connection, Account account) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String user = statement.enquoteLiteral(account.name()) + "@'%'";
      String password = statement.enquoteLiteral(account.password());
      statement.execute("CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY " + password);
      statement.execute("ALTER USER " + user + " IDENTIFIED BY " + password);
      statement.execute("GRANT SELECT ON " + account.schema() + ".* TO " + user);
      statement.execute(
          "GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO " + user);
    }
  }

  @Override
  public void copy(Connection connection, String table, String rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement
          .unwrap(org.mariadb.jdbc.Statement.class)
          .setLocalInfileInputStream(new ByteArrayInputStream(rows.getBytes(UTF_8)));
      statement.execute(
          "LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + table + " CHARACTER SET utf8mb4");
    }
  }

  @Override
  public void afterLoad(Statement statement, Iterable<String> tables) throws SQLException {
    for (String table : tables) {
      statement.execute("ANALYZE TABLE " + table);
    }
  }

  @Override
  public String setCounter() {
    return "REPLACE INTO yunhe_sim.counter VALUES (?, ?)";
  }

  @Override
  public String columns() {
    return """
        SELECT table_name, column_name, data_type, column_key = 'PRI'
        FROM information_schema.columns WHERE table_schema = ?
        ORDER BY table_name, ordinal_position""";
  }

  @Override
  public String marker(String type) {
    return "?";
  }

  @Override
  public String random() {
    return "rand()";
  }
}
