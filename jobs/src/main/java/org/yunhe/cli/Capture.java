package org.yunhe.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/**
 * Knows when everything committed in the hospitals' databases stands in the lake. It writes a
 * marker into each database's log and waits until its connector has passed it; then until landing
 * has committed all that stands in Kafka.
 */
final class Capture {
  private static final String LANDING = "landing";
  private static final int POLL_MILLIS = 500;
  private static final Duration STALL = Duration.ofMinutes(5);

  private final YunheConfig config;
  private final PostgresServer postgres;
  private final Connectors connectors;
  private final List<SourceDefinition> sources;

  Capture(YunheConfig config, PostgresServer postgres, Connectors connectors) {
    this.config = config;
    this.postgres = postgres;
    this.connectors = connectors;
    List<String> captured = connectors.read().stream().map(Connectors.Connector::name).toList();
    this.sources =
        SourceCatalog.load().sources().stream()
            .filter(source -> captured.contains(source.source()))
            .filter(source -> databaseExists(source.source()))
            .toList();
  }

  /** Returns the sources whose database is on the embedded server. */
  List<SourceDefinition> sources() {
    return sources;
  }

  /** Returns the rows of each declared table, as {@code source.table}. */
  Map<String, Long> sourceRows() {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (SourceDefinition source : sources) {
      try (Connection connection = postgres.connect(source.source());
          Statement statement = connection.createStatement()) {
        for (String table : source.tables().keySet()) {
          rows.put(source.source() + "." + table, count(statement, source.schema(), table));
        }
      } catch (SQLException e) {
        throw unreadable(source, e);
      }
    }
    return rows;
  }

  /**
   * Waits until the connectors have passed all that is committed now. A connector that still takes
   * its first snapshot does not stream yet, and its slot stands behind nothing: so the marker is
   * written once it streams.
   */
  void awaitCaptured(Consumer<String> note) throws InterruptedException {
    awaitAll(note, "waiting for the first snapshot of ", this::streams);
    Map<String, String> markers = new LinkedHashMap<>();
    sources.forEach(source -> markers.put(source.source(), mark(source)));
    awaitAll(note, "waiting for ", source -> behind(source, markers.get(source)) <= 0);
  }

  private void awaitAll(Consumer<String> note, String what, Predicate<String> done)
      throws InterruptedException {
    Set<String> waiting = new LinkedHashSet<>();
    sources.forEach(source -> waiting.add(source.source()));
    Stall stall = new Stall("capture", STALL);
    while (true) {
      failOnFailedConnector();
      waiting.removeIf(done);
      if (waiting.isEmpty()) {
        return;
      }
      note.accept(what + String.join(", ", waiting));
      stall.check(waiting + " " + ends());
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Waits until landing has committed everything that stands in Kafka now; returns the records. */
  long awaitLanded(Consumer<String> note) throws InterruptedException {
    return awaitRead(LANDING, note);
  }

  /** Waits until a streaming job has committed all it reads in Kafka now; returns the records. */
  long awaitRead(String job, Consumer<String> note) throws InterruptedException {
    try (KafkaProbe kafka = new KafkaProbe(config.kafka().bootstrap())) {
      Map<TopicPartition, Long> ends = kafka.ends(Capture::captured);
      Stall stall = new Stall(job, STALL);
      for (long lag = Flows.lag(kafka, job, ends); lag > 0; lag = Flows.lag(kafka, job, ends)) {
        note.accept(lag + " records to read");
        stall.check(lag);
        Thread.sleep(POLL_MILLIS);
      }
      return ends.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Returns how many bytes of log the connector of a source has not passed yet. */
  Map<String, Long> lagBytes() {
    Map<String, Long> lag = new LinkedHashMap<>();
    for (SourceDefinition source : sources) {
      lag.put(source.source(), behind(source.source(), null));
    }
    return lag;
  }

  /** Returns how many captured records each streaming job has not committed yet. */
  Map<String, Long> readLag(Set<String> jobs) {
    try (KafkaProbe kafka = new KafkaProbe(config.kafka().bootstrap())) {
      Map<TopicPartition, Long> ends = kafka.ends(Capture::captured);
      Map<String, Long> lag = new LinkedHashMap<>();
      jobs.forEach(job -> lag.put(job, Flows.lag(kafka, job, ends)));
      return lag;
    }
  }

  private long ends() {
    try (KafkaProbe kafka = new KafkaProbe(config.kafka().bootstrap())) {
      return kafka.ends(Capture::captured).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static boolean captured(String topic) {
    return topic.matches("(cdc|fhir|dicom)\\..*|quarantine\\.(?!landing$).*");
  }

  private void failOnFailedConnector() {
    Map<String, String> states = connectors.states();
    for (Connectors.Connector connector : connectors.read()) {
      String state = states.getOrDefault(connector.name(), "");
      if (state.startsWith("FAILED")) {
        throw new YunheException(
            ErrorCode.CONNECTOR_FAILED,
            "connector "
                + connector.name()
                + " failed: "
                + state.substring("FAILED".length()).strip(),
            "see './yunhe logs connect'; './yunhe up' restarts it");
      }
    }
  }

  private String mark(SourceDefinition source) {
    try (Connection connection = postgres.connect(source.source());
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT pg_logical_emit_message(true, 'yunhe.heartbeat', 'marker')::text")) {
      result.next();
      return result.getString(1);
    } catch (SQLException e) {
      throw unreadable(source, e);
    }
  }

  private boolean streams(String source) {
    try (Connection connection = postgres.connect(source);
        var statement =
            connection.prepareStatement(
                "SELECT active FROM pg_replication_slots WHERE slot_name = ?")) {
      statement.setString(1, "yunhe_" + source);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Bytes between the slot's confirmed position and {@code marker}, or now; a missing slot counts.
   */
  private long behind(String source, String marker) {
    String target = marker == null ? "pg_current_wal_lsn()" : "CAST(? AS pg_lsn)";
    try (Connection connection = postgres.connect(source);
        var statement =
            connection.prepareStatement(
                "SELECT pg_wal_lsn_diff("
                    + target
                    + ", confirmed_flush_lsn)::bigint"
                    + " FROM pg_replication_slots WHERE slot_name = ?")) {
      int index = 1;
      if (marker != null) {
        statement.setString(index++, marker);
      }
      statement.setString(index, "yunhe_" + source);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getObject(1) != null ? result.getLong(1) : Long.MAX_VALUE;
      }
    } catch (SQLException e) {
      return Long.MAX_VALUE;
    }
  }

  private static long count(Statement statement, String schema, String table) throws SQLException {
    try (ResultSet result =
        statement.executeQuery("SELECT count(*) FROM \"" + schema + "\".\"" + table + "\"")) {
      result.next();
      return result.getLong(1);
    }
  }

  private boolean databaseExists(String name) {
    try (Connection connection = postgres.connect("postgres");
        var statement =
            connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      statement.setString(1, name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    } catch (SQLException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE,
          "PostgreSQL does not answer: " + e.getMessage(),
          "run './yunhe up' again",
          e);
    }
  }

  private static YunheException unreadable(SourceDefinition source, SQLException e) {
    boolean missing = "42P01".equals(e.getSQLState());
    return new YunheException(
        missing ? ErrorCode.MISSING_OBJECT : ErrorCode.UNREACHABLE,
        "database " + source.source() + ": " + e.getMessage().replaceAll("\\s+", " "),
        missing
            ? "create the table, or take it out of sources/" + source.source() + ".yaml"
            : "start the database and run './yunhe up' again",
        e);
  }

  /** Fails where nothing moves for too long. */
  private static final class Stall {
    private final String what;
    private final Duration patience;
    private final List<Object> last = new ArrayList<>();
    private Instant moved = Instant.now();

    Stall(String what, Duration patience) {
      this.what = what;
      this.patience = patience;
    }

    void check(Object state) {
      if (!last.equals(List.of(state))) {
        last.clear();
        last.add(state);
        moved = Instant.now();
      } else if (Duration.between(moved, Instant.now()).compareTo(patience) > 0) {
        throw new YunheException(
            ErrorCode.START_FAILED,
            what + " has not moved for " + patience.toMinutes() + " minutes at " + state,
            "see './yunhe status' and the logs of connect and flink");
      }
    }
  }
}
