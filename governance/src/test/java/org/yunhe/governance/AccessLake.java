package org.yunhe.governance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
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
            governance: {policies: %s}
            """
                .formatted(
                    folder.resolve("home"),
                    Ports.free(),
                    Ports.free(),
                    Ports.free(),
                    folder.resolve("policies.yaml")));
    postgres = new PostgresServer(config);
    trino = new TrinoServer(config);
  }

  YunheConfig config() {
    return config;
  }

  void start() {
    postgres.start();
    new TableProvisioner(LakeSetup.catalog(config)).provision(ContractCatalog.load());
    trino.install();
    trino.start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptionsInstanceOf(SQLException.class)
        .failFast("Trino ended", () -> trino.process().running().isEmpty())
        .until(
            () -> {
              try (Connection connection = connect("platform")) {
                return connection.createStatement().execute("SELECT 1");
              }
            });
  }

  Connection connect(String account) throws SQLException {
    TrinoConnection connection = TrinoConnection.of(config, account);
    return DriverManager.getConnection(connection.url(), connection.properties());
  }

  @Override
  public void close() {
    trino.stop();
    postgres.stop();
  }
}
