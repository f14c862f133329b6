package org.yunhe.ingestion.database;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SourceSystem;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.MariaDbServer;

/** A hospital on MariaDB, prepared as docs/databases.md says. */
final class MariaDbHospital extends HospitalDatabase {
  private static final String PASSWORD = "capture";

  private final MariaDbServer server;

  MariaDbHospital(YunheConfig config, ConnectBed bed) throws SQLException {
    this.server = new MariaDbServer(config);
    start();
    execute("CREATE DATABASE his");
    execute(
        """
        CREATE TABLE his.note (id varchar(60) PRIMARY KEY, text longtext, flag smallint DEFAULT 0,
          fee decimal(12,2), born date, seen datetime(6), stamped timestamp(6) NULL)""");
    execute("CREATE USER his_west_cdc@'%' IDENTIFIED BY '" + PASSWORD + "'");
    execute("GRANT SELECT ON his.* TO his_west_cdc@'%'");
    execute(
        "GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.*"
            + " TO his_west_cdc@'%'");
    bed.secrets(
        source(),
        Map.of(
            "host",
            config.host(),
            "port",
            "" + config.ports().mariadb(),
            "dbname",
            "his",
            "user",
            "his_west_cdc",
            "password",
            PASSWORD));
  }

  @Override
  Connection open() throws SQLException {
    return server.connect("");
  }

  @Override
  public String source() {
    return "his_west";
  }

  @Override
  public Map<String, String> settings() {
    return ConnectBed.connectorFile("his_west");
  }

  @Override
  public String position(JsonNode source) {
    return source.path("file").asText()
        + "/"
        + SourceSystem.padded(source.path("pos").asText())
        + "/"
        + SourceSystem.padded(source.path("row").asText());
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public void start() {
    server.start();
    await().atMost(Duration.ofSeconds(60)).until(server::healthy);
  }

  @Override
  public void close() throws Exception {
    super.close();
    server.stop();
  }
}
