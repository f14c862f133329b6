package org.yunhe.dashboards.superset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Superset's own database {@code superset} in the embedded PostgreSQL. */
final class MetadataDatabase {
  private static final String NAME = "superset";

  private final YunheConfig config;

  MetadataDatabase(YunheConfig config) {
    this.config = config;
  }

  /** Makes user and database unless they are there. */
  void create() {
    String password = password();
    try (Connection connection = new PostgresServer(config).connect("postgres");
        Statement statement = connection.createStatement()) {
      if (!found(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
        statement.execute("CREATE ROLE " + NAME + " LOGIN");
      }
      statement.execute("ALTER ROLE " + NAME + " PASSWORD '" + password + "'");
      if (!found(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
        statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
      }
    } catch (SQLException e) {
      throw new YunheException(
          ErrorCode.START_FAILED,
          "Superset's database cannot be made: " + e.getMessage(),
          "see './yunhe logs postgresql'",
          e);
    }
  }

  /** Returns its address as SQLAlchemy writes it, with the password. */
  String uri() {
    return "postgresql+psycopg2://%s:%s@%s:%d/%s"
        .formatted(NAME, password(), config.host(), config.ports().postgres(), NAME);
  }

  private String password() {
    return Secrets.readOrCreate(config.secret("superset-database.password"));
  }

  private static boolean found(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next();
    }
  }
}
