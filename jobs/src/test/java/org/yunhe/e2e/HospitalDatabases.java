package org.yunhe.e2e;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.MariaDbServer;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.models.source.SourceCatalog;

/**
 * The hospitals' databases as the tests question them, in one dialect: the hospital on MariaDB is
 * copied table by table, by plain queries past everything that is tested, into a database of that
 * name beside the others, anew for each connection.
 */
final class HospitalDatabases {
  /** The source that runs on MariaDB where it is installed. */
  static final String ON_MARIADB = "his_west";

  private final YunheConfig config;
  private final PostgresServer postgres;
  private final MariaDbServer mariaDb;

  HospitalDatabases(YunheConfig config) {
    this.config = config;
    this.postgres = new PostgresServer(config);
    this.mariaDb = new MariaDbServer(config);
  }

  /** Opens the database of a source, or a copy of it as it stands now. */
  Connection connect(String source) throws SQLException {
    if (source.equals(ON_MARIADB) && MariaDbServer.installed()) {
      copy();
    }
    return postgres.connect(source);
  }

  private void copy() throws SQLException {
    try (Connection admin = postgres.connect("postgres");
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + ON_MARIADB + " WITH (FORCE)");
      statement.execute("CREATE DATABASE " + ON_MARIADB + " TEMPLATE template0");
    }
    try (Connection from = mariaDb.connect("");
        Connection to = postgres.connect(ON_MARIADB);
        Statement statement = to.createStatement()) {
      statement.execute(tables());
      for (String table : SourceCatalog.load().find(ON_MARIADB).orElseThrow().tables().keySet()) {
        copy(from, to, "his." + table);
      }
    }
  }

  private String tables() {
    Path file = config.root().resolve("ingestion/src/main/resources/region/schemas/his_county.sql");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Connection from, Connection to, String table) throws SQLException {
    StringBuilder rows = new StringBuilder();
    try (Statement statement = from.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        for (int i = 1; i <= columns; i++) {
          String value = row.getString(i);
          rows.append(value == null ? "\\N" : escaped(value)).append(i < columns ? '\t' : '\n');
        }
      }
    }
    try {
      to.unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + table + " FROM STDIN", new StringReader(rows.toString()));
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
