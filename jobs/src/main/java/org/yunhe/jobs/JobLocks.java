package org.yunhe.jobs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Lets one process at a time, on whatever machine, run jobs that write the same tables: a session's
 * advisory lock in the catalog's PostgreSQL, which ends with the session.
 */
@FunctionalInterface
interface JobLocks {
  /** For a lake whose catalog has no database: whoever starts jobs sees to it. */
  JobLocks NONE = (name, progress) -> () -> {};

  /** Waits until nobody else holds the lock of that name. */
  Held acquire(String name, Progress progress);

  /** A lock that is held until closed. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /** The locks of the lake that the settings name. */
  static JobLocks of(YunheConfig config) {
    return config.lake().jdbcUrl().startsWith("jdbc:postgresql:")
        ? (name, progress) -> inDatabase(config, name, progress)
        : NONE;
  }

  private static Held inDatabase(YunheConfig config, String name, Progress progress) {
    try {
      Connection connection =
          DriverManager.getConnection(
              config.lake().jdbcUrl(),
              config.lake().jdbcUser(),
              Secrets.read(config.lake().passwordFile()));
      String key = "yunhe job " + config.lake().catalog() + " " + name;
      if (!ask(connection, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", key)) {
        progress.step("waiting for another run that writes the same tables");
        ask(connection, "SELECT pg_advisory_lock(hashtextextended(?, 0)) IS NOT NULL", key);
      }
      return () -> close(connection);
    } catch (SQLException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE,
          "the lake's catalog does not answer: " + e.getMessage(),
          "start it, or correct lake.jdbc-url",
          e);
    }
  }

  private static boolean ask(Connection connection, String sql, String key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the lock's connection cannot be closed", e);
    }
  }
}
