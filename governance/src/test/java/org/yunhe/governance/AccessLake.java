package org.yunhe.governance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.yunhe.governance.server.PolicyServer;
import org.yunhe.lakehouse.catalog.LakeSetup;
import org.yunhe.lakehouse.catalog.TableProvisioner;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.lakehouse.server.TrinoServer;
import org.yunhe.lakehouse.trino.TrinoConnection;
import org.yunhe.models.contract.ContractCatalog;

/** A real lake with every table of the contracts, and a real Trino over it. */
final class AccessLake implements AutoCloseable {
  private final YunheConfig config;
  private final PostgresServer postgres;
  private final TrinoServer trino;
  private PolicyServer policies;

  AccessLake() throws IOException {
    Path root = Path.of(System.getProperty("yunhe.root"));
    Path folder = root.resolve("governance/target/access");
    Files.createDirectories(folder);
    config =
        YunheConfig.parse(
            root,
            folder.resolve("yunhe.yaml"),
            """
            home: %s
            ports: {postgres: %d, trino: %d, governance: %d}
            memory: {trino: 1024}
            jvm: {servers: -XX:TieredStopAtLevel=1}
            governance: {policies: %s}
            encryption: {enabled: true}
            """
                .formatted(
                    folder.resolve("home"),
                    Ports.free(),
                    Ports.free(),
                    Ports.free(),
                    folder.resolve("policies.yaml")));
    Files.deleteIfExists(config.governance().policies());
    erase(config.home().resolve("data"));
    erase(config.home().resolve("warehouse"));
    postgres = new PostgresServer(config);
    trino = new TrinoServer(config);
  }

  YunheConfig config() {
    return config;
  }

  /** Starts the lake and Trino, but no policy server yet. */
  void startWithoutPolicies() {
    postgres.start();
    new TableProvisioner(LakeSetup.catalog(config)).provision(ContractCatalog.load());
    trino.install();
    trino.start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .failFast("Trino ended", () -> trino.process().running().isEmpty())
        .until(() -> answers(TrinoConnection.PLATFORM));
  }

  /** Starts the policy server and waits until Trino has its policies. */
  void startPolicies() {
    policies = new PolicyServer(config).start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> rows(TrinoConnection.PLATFORM, "SELECT 1").equals(List.of("1")));
  }

  void stopPolicies() {
    policies.close();
  }

  /** Returns the rows as texts, columns parted by a bar. */
  List<String> rows(String account, String sql) throws SQLException {
    return rows(TrinoConnection.of(config, account), sql);
  }

  /** The service account asks on behalf of a user, as a dashboard does. */
  List<String> rowsOnBehalf(String service, String user, String sql) throws SQLException {
    TrinoConnection connection = TrinoConnection.of(config, service);
    Properties properties = new Properties();
    properties.putAll(connection.properties());
    properties.setProperty("sessionUser", user);
    return rows(new TrinoConnection(connection.url(), properties), sql);
  }

  static List<String> rows(TrinoConnection to, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(to.url(), to.properties());
        Statement statement = connection.createStatement()) {
      List<String> rows = new ArrayList<>();
      if (!statement.execute(sql)) {
        return rows;
      }
      try (ResultSet result = statement.getResultSet()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            Object value = result.getObject(i);
            row.add(
                value instanceof java.sql.Array list
                    ? List.of((Object[]) list.getArray()).toString()
                    : String.valueOf(value));
          }
          rows.add(String.join("|", row));
        }
      }
      return rows;
    }
  }

  @Override
  public void close() {
    trino.stop();
    policies.close();
    postgres.stop();
  }

  private boolean answers(String account) {
    try {
      rows(account, "SELECT 1");
      return true;
    } catch (SQLException e) {
      return String.valueOf(e.getMessage()).contains("Access Denied");
    }
  }

  private static void erase(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
