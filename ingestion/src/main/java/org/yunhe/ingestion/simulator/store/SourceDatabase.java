package org.yunhe.ingestion.simulator.store;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The database of one source with a note of what was loaded into it. The note stands in a schema of
 * its own, {@code yunhe_sim}, which change capture does not see.
 */
public final class SourceDatabase implements AutoCloseable {

  private final String name;
  private final String schema;
  private final Connection connection;

  private SourceDatabase(String name, String schema, Connection connection) {
    this.name = name;
    this.schema = schema;
    this.connection = connection;
  }

  /** Opens a database, which is created first where it does not exist. */
  public static SourceDatabase openOrCreate(Server server, String name, String schema) {
    try (Connection admin = server.connect("postgres");
        PreparedStatement query =
            admin.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery();
          Statement statement = admin.createStatement()) {
        if (!rows.next()) {
          statement.execute(
              "CREATE DATABASE %s ENCODING 'UTF8' TEMPLATE template0"
                  .formatted(statement.enquoteIdentifier(name, true)));
        }
      }
    } catch (SQLException e) {
      throw failed(name, e);
    }
    return open(server, name, schema);
  }

  /** Opens a database that exists. */
  public static SourceDatabase open(Server server, String name, String schema) {
    return new SourceDatabase(name, schema, server.connect(name));
  }

  /** Name of the database, which is the name of the source. */
  public String name() {
    return name;
  }

  Connection connection() {
    return connection;
  }

  String schema() {
    return schema;
  }

  /**
   * The parameters of the finished load, or null where nothing or only a part was loaded. A schema
   * that the simulator did not make is an error, so that it never drops somebody's tables.
   */
  public String loaded() {
    if (!exists("SELECT 1 FROM pg_namespace WHERE nspname = 'yunhe_sim'")) {
      if (exists("SELECT 1 FROM pg_namespace WHERE nspname = '" + schema + "'")) {
        throw new YunheException(
            ErrorCode.BAD_CONFIG,
            "database " + name + " has a schema " + schema + " that the simulator did not make",
            "use another server");
      }
      return null;
    }
    return text("SELECT parameters FROM yunhe_sim.load WHERE finished IS NOT NULL");
  }

  /** Begins a load: drops what a broken one left, makes the tables and the publication. */
  public void begin(String parameters, List<String> ddl, CdcAccount account) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS yunhe_sim");
      statement.execute("DROP PUBLICATION IF EXISTS yunhe");
      statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
      statement.execute("DROP TABLE IF EXISTS yunhe_sim.load, yunhe_sim.counter");
      statement.execute(
          "CREATE TABLE yunhe_sim.load (parameters text, started timestamptz, finished timestamptz)");
      statement.execute("CREATE TABLE yunhe_sim.counter (name text PRIMARY KEY, last bigint)");
      try (PreparedStatement note =
          connection.prepareStatement("INSERT INTO yunhe_sim.load VALUES (?, now(), NULL)")) {
        note.setString(1, parameters);
        note.executeUpdate();
      }
      for (String command : ddl) {
        statement.execute(command);
      }
      statement.execute("SET search_path TO " + schema);
      statement.execute("SET synchronous_commit TO off");
      statement.execute("CREATE PUBLICATION yunhe FOR TABLES IN SCHEMA " + schema);
      account.grant(connection, name, schema);
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  /** Ends a load: statistics, the counters of local numbers, the note that it is complete. */
  public void finish(Map<String, Long> counters) {
    try (Statement statement = connection.createStatement()) {
      saveCounters(counters);
      statement.execute("ANALYZE");
      statement.execute("SET synchronous_commit TO on");
      statement.execute("UPDATE yunhe_sim.load SET finished = now()");
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  /** Takes rows by a COPY command. */
  public void copy(String command, Reader rows) throws IOException {
    try {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, rows);
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  void saveCounters(Map<String, Long> counters) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO yunhe_sim.counter VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET last = excluded.last""")) {
      for (Map.Entry<String, Long> counter : counters.entrySet()) {
        if (counter.getKey().startsWith(name + "/")) {
          insert.setString(1, counter.getKey());
          insert.setLong(2, counter.getValue());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  Map<String, Long> counters() throws SQLException {
    Map<String, Long> counters = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name, last FROM yunhe_sim.counter")) {
      while (rows.next()) {
        counters.put(rows.getString(1), rows.getLong(2));
      }
    }
    return counters;
  }

  /** Rows in every table of the source. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      for (String table : tables()) {
        try (ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM " + schema + "." + table)) {
          rows.next();
          counts.put(table, rows.getLong(1));
        }
      }
      return counts;
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  private List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY 1")) {
      query.setString(1, schema);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
    }
    return tables;
  }

  /** The columns and primary keys of all tables. */
  Map<String, TableShape> shapes() {
    try {
      return TableShape.read(connection, schema);
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  private boolean exists(String query) {
    return text(query) != null;
  }

  private String text(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState())) {
        return null;
      }
      throw failed(name, e);
    }
  }

  static YunheException failed(String name, SQLException e) {
    boolean full = "53100".equals(e.getSQLState());
    return new YunheException(
        full ? ErrorCode.DISK_FULL : ErrorCode.UNREACHABLE,
        "database " + name + ": " + e.getMessage().replace('\n', ' '),
        full ? "free disk space and run it again" : "see the log of PostgreSQL",
        e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }
}
