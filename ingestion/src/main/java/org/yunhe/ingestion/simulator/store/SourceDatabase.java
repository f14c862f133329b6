package org.yunhe.ingestion.simulator.store;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The database of one source with a note of what was loaded into it. The note stands in a schema of
 * its own, {@code yunhe_sim}, which change capture does not see.
 */
public final class SourceDatabase implements AutoCloseable {

  private static final Set<String> NO_TABLE = Set.of("42P01", "42S02");

  private final Server server;
  private final String name;
  private final String schema;
  private final Connection connection;

  private SourceDatabase(Server server, String name, String schema) {
    this.server = server;
    this.name = name;
    this.schema = schema;
    this.connection = server.connect(name);
  }

  /** Opens a database, which is created first where it does not exist. */
  public static SourceDatabase openOrCreate(Server server, String name, String schema) {
    try (Connection admin = server.connect("postgres")) {
      server.dialect().createDatabase(admin, name);
    } catch (SQLException e) {
      throw failed(name, e);
    }
    return open(server, name, schema);
  }

  /** Opens a database that exists. */
  public static SourceDatabase open(Server server, String name, String schema) {
    return new SourceDatabase(server, name, schema);
  }

  /** Name of the database, which is the name of the source. */
  public String name() {
    return name;
  }

  /** The account that captures it, whose secret is in a folder. */
  public CdcAccount captured(Path secrets) {
    return new CdcAccount(server, secrets);
  }

  Dialect dialect() {
    return server.dialect();
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
    if (!hasSchema("yunhe_sim")) {
      if (hasSchema(schema)) {
        throw new YunheException(
            ErrorCode.BAD_CONFIG,
            "database " + name + " has a schema " + schema + " that the simulator did not make",
            "use another server");
      }
      return null;
    }
    return text("SELECT parameters FROM yunhe_sim.load WHERE finished IS NOT NULL");
  }

  /**
   * Begins a load: drops what a broken one left, makes the tables of a file and lets an account
   * capture them.
   */
  public void begin(String parameters, String ddl, CdcAccount account) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS yunhe_sim");
      dialect().drop(statement, schema);
      statement.execute("DROP TABLE IF EXISTS yunhe_sim.load, yunhe_sim.counter");
      statement.execute(
          "CREATE TABLE yunhe_sim.load (parameters text, started timestamp, finished timestamp)");
      statement.execute(
          "CREATE TABLE yunhe_sim.counter (name varchar(200) PRIMARY KEY, last bigint)");
      try (PreparedStatement note =
          connection.prepareStatement("INSERT INTO yunhe_sim.load VALUES (?, now(), NULL)")) {
        note.setString(1, parameters);
        note.executeUpdate();
      }
      for (String command : dialect().tables(ddl)) {
        statement.execute(command);
      }
      dialect().afterTables(statement, schema);
      account.grant(connection, name, schema);
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  /** Ends a load: statistics, the counters of local numbers, the note that it is complete. */
  public void finish(Map<String, Long> counters) {
    try (Statement statement = connection.createStatement()) {
      saveCounters(counters);
      dialect().afterLoad(statement, tables().stream().map(this::qualified).toList());
      statement.execute("UPDATE yunhe_sim.load SET finished = now()");
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  /** Takes rows by a COPY command, which is PostgreSQL's alone. */
  public void copy(String command, Reader rows) throws IOException {
    try {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, rows);
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  /** Takes rows in the text form of PostgreSQL's COPY. */
  void load(String table, String rows) throws IOException {
    try {
      dialect().copy(connection, qualified(table), rows);
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  private String qualified(String table) {
    return schema + "." + table;
  }

  void saveCounters(Map<String, Long> counters) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(dialect().setCounter())) {
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
        try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + qualified(table))) {
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
            "SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY 1")) {
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
      return TableShape.read(connection, dialect(), schema);
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  private boolean hasSchema(String wanted) {
    return text("SELECT 1 FROM information_schema.schemata WHERE schema_name = '" + wanted + "'")
        != null;
  }

  private String text(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      if (NO_TABLE.contains(String.valueOf(e.getSQLState()))) {
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
        full ? "free disk space and run it again" : "see the log of the database",
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
