package org.yunhe.ingestion.database;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SourceSystem;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.PostgresServer;

/** A hospital on PostgreSQL, prepared as docs/databases.md says. */
final class PostgresHospital extends HospitalDatabase {
  private static final String PASSWORD = "capture";

  private final PostgresServer server;

  PostgresHospital(YunheConfig config, ConnectBed bed) throws SQLException {
    this.server = new PostgresServer(config);
    server.start();
    try (Connection admin = server.connect("postgres");
        var statement = admin.createStatement()) {
      statement.execute("CREATE DATABASE his_east");
      statement.execute("CREATE DATABASE busy");
    }
    execute("CREATE SCHEMA his");
    execute(
        """
        CREATE TABLE his.note (id varchar(60) PRIMARY KEY, text text, flag smallint DEFAULT 0,
          fee numeric(12,2), born date, seen timestamp, stamped timestamptz)""");
    execute("ALTER TABLE his.note REPLICA IDENTITY FULL");
    execute("CREATE ROLE his_east_cdc LOGIN REPLICATION PASSWORD '" + PASSWORD + "'");
    execute("GRANT USAGE ON SCHEMA his TO his_east_cdc");
    execute("GRANT SELECT ON ALL TABLES IN SCHEMA his TO his_east_cdc");
    execute("CREATE PUBLICATION yunhe FOR TABLES IN SCHEMA his");
    bed.secrets(
        source(),
        Map.of(
            "host",
            config.host(),
            "port",
            "" + config.ports().postgres(),
            "dbname",
            "his_east",
            "user",
            "his_east_cdc",
            "password",
            PASSWORD));
  }

  @Override
  Connection open() throws SQLException {
    return server.connect("his_east");
  }

  /** Commits in another database of the same server. */
  void commitElsewhere(String sql) throws SQLException {
    try (Connection other = server.connect("busy");
        var statement = other.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public String source() {
    return "his_east";
  }

  @Override
  public Map<String, String> settings() {
    return ConnectBed.connectorFile("his_east");
  }

  @Override
  public String position(JsonNode source) {
    return SourceSystem.padded(source.path("lsn").asText());
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public void start() {
    server.start();
  }

  @Override
  public void close() throws Exception {
    super.close();
    server.stop();
  }
}
