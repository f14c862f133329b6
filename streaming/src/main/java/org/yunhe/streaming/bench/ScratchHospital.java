package org.yunhe.streaming.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * A database with many small tables beside the hospitals of the running platform, captured by a
 * Debezium connector of its own. It is removed in the end; what landed from it stays in the log.
 */
final class ScratchHospital implements AutoCloseable {
  static final String SOURCE = "bench_delay";

  private final HttpClient http = HttpClient.newHttpClient();
  private final YunheConfig config;
  private final PostgresServer server;
  private final int tables;
  private final Connection connection;

  /** A name of its own each time, for Connect remembers the log position of every name. */
  private final String connector = SOURCE + "_" + System.currentTimeMillis();

  private long changes;

  private ScratchHospital(YunheConfig config, int tables) throws SQLException {
    this.config = config;
    this.tables = tables;
    this.server = new PostgresServer(config);
    administer("DROP DATABASE IF EXISTS " + SOURCE + " WITH (FORCE)", "CREATE DATABASE " + SOURCE);
    this.connection = server.connect(SOURCE);
  }

  /** Makes the database with its tables and registers the connector. */
  static ScratchHospital open(YunheConfig config, int tables)
      throws SQLException, IOException, InterruptedException {
    ScratchHospital hospital = new ScratchHospital(config, tables);
    try {
      hospital.createTables();
      hospital.capture();
      return hospital;
    } catch (SQLException | IOException | RuntimeException e) {
      hospital.close();
      throw e;
    }
  }

  private void administer(String... statements) throws SQLException {
    try (Connection administrator = server.connect("postgres");
        Statement statement = administrator.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void createTables() throws SQLException {
    String password = UUID.randomUUID().toString();
    Secrets.write(
        config.secret(SOURCE + ".properties"),
        "host=%s%nport=%d%ndbname=%s%nuser=%s_cdc%npassword=%s"
            .formatted(config.host(), config.ports().postgres(), SOURCE, SOURCE, password));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA his");
      for (int i = 0; i < tables; i++) {
        statement.execute(
            "CREATE TABLE his." + table(i) + " (id bigint PRIMARY KEY, xm text, jzzt int)");
      }
      statement.execute("DROP ROLE IF EXISTS " + SOURCE + "_cdc");
      statement.execute(
          "CREATE ROLE " + SOURCE + "_cdc LOGIN REPLICATION PASSWORD '" + password + "'");
      statement.execute("GRANT USAGE ON SCHEMA his TO " + SOURCE + "_cdc");
      statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA his TO " + SOURCE + "_cdc");
      statement.execute("CREATE PUBLICATION yunhe FOR TABLES IN SCHEMA his");
    }
    connection.setAutoCommit(false);
  }

  private void capture() throws IOException, InterruptedException {
    try (InputStream json =
        Objects.requireNonNull(
            ScratchHospital.class.getResourceAsStream("/bench/connector.json"))) {
      HttpResponse<String> answer =
          http.send(
              request("/connectors")
                  .POST(
                      BodyPublishers.ofString(
                          new String(json.readAllBytes(), UTF_8).replace("${name}", connector)))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new YunheException(
            ErrorCode.CONNECTOR_FAILED, "Connect answered " + answer.body(), "./yunhe status");
      }
    }
    Sandbox.await("the connector's slot", Duration.ofSeconds(60), this::isStreaming);
  }

  private boolean isStreaming() {
    try (Statement statement = connection.createStatement();
        var slots =
            statement.executeQuery(
                "SELECT 1 FROM pg_replication_slots WHERE slot_name = 'yunhe_bench_delay' AND active")) {
      return slots.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes that many rows, each in the next table, in one transaction. */
  void change(int rows) {
    try {
      for (int i = 0; i < rows; i++) {
        changeOne(changes++);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void changeOne(long change) throws SQLException {
    String sql =
        "INSERT INTO his."
            + table((int) (change % tables))
            + " VALUES (?, '张三', ?) ON CONFLICT (id) DO UPDATE SET jzzt = excluded.jzzt";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, change / tables % 50);
      statement.setInt(2, (int) change);
      statement.executeUpdate();
    }
  }

  long changes() {
    return changes;
  }

  private static String table(int i) {
    return "t%02d".formatted(i);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(config.connect().url() + path))
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(60));
  }

  @Override
  public void close() throws SQLException, IOException, InterruptedException {
    http.send(request("/connectors/" + connector).DELETE().build(), BodyHandlers.discarding());
    connection.close();
    Sandbox.await("the end of the connector", Duration.ofSeconds(60), this::isGone);
  }

  /** The database takes its replication slot with it, once no connector holds it. */
  private boolean isGone() {
    try {
      administer("DROP DATABASE IF EXISTS " + SOURCE, "DROP ROLE IF EXISTS " + SOURCE + "_cdc");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
