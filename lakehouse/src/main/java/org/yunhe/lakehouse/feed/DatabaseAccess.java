package org.yunhe.lakehouse.feed;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The database of a source as its connector reaches it: by the source's secrets file, with the
 * connector's own account.
 */
final class DatabaseAccess {
  private static final String TIMEOUT_SECONDS = "10";
  private static final Set<String> NO_TABLE = Set.of("42P01", "42S02");
  private static final Set<String> NO_DATABASE = Set.of("3D000", "42000");

  private final FeedContext context;
  private final Path secrets;
  private final String scheme;

  DatabaseAccess(FeedContext context, String scheme) {
    this.context = context;
    this.secrets = context.config().secret(context.source() + ".properties");
    this.scheme = scheme;
  }

  /** Opens a connection of the connector's account. */
  Connection connect() throws SQLException {
    Properties settings = read();
    Properties login = new Properties();
    login.setProperty("user", settings.getProperty("user", ""));
    login.setProperty("password", settings.getProperty("password", ""));
    login.setProperty(scheme.contains("mariadb") ? "connectTimeout" : "loginTimeout", timeout());
    String url =
        "%s%s:%s/%s"
            .formatted(
                scheme,
                settings.getProperty("host"),
                settings.getProperty("port"),
                settings.getProperty("dbname"));
    return DriverManager.getConnection(url, login);
  }

  private String timeout() {
    return scheme.contains("mariadb") ? TIMEOUT_SECONDS + "000" : TIMEOUT_SECONDS;
  }

  /** Fails where the database cannot be opened; says what to correct. */
  void requireReachable() {
    try (Connection connection = connect()) {
      connection.isValid(1);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /** Returns the rows of those tables of a schema. */
  Map<String, Long> rows(String schema, Collection<String> tables) {
    Map<String, Long> rows = new LinkedHashMap<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String table : tables) {
        String name =
            statement.enquoteIdentifier(schema, true)
                + "."
                + statement.enquoteIdentifier(table, true);
        try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + name)) {
          result.next();
          rows.put(table, result.getLong(1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  YunheException unreadable(SQLException e) {
    boolean missing = NO_TABLE.contains(String.valueOf(e.getSQLState()));
    return new YunheException(
        missing ? ErrorCode.MISSING_OBJECT : ErrorCode.UNREACHABLE,
        "database " + context.source() + ": " + words(e),
        missing
            ? "create the table, or take it out of sources/" + context.source() + ".yaml"
            : "start the database and run './yunhe up' again",
        e);
  }

  private YunheException refused(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (state.startsWith("28")) {
      return new YunheException(
          ErrorCode.ACCESS_REFUSED,
          "the database of " + context.source() + " refuses the user: " + words(e),
          "correct user and password in " + context.secretsName(),
          e);
    }
    if (NO_DATABASE.contains(state)) {
      return new YunheException(
          ErrorCode.MISSING_OBJECT,
          "the database of " + context.source() + " is not there: " + words(e),
          "create it, or correct dbname in " + context.secretsName(),
          e);
    }
    return new YunheException(
        ErrorCode.UNREACHABLE,
        "the database of " + context.source() + " does not answer: " + words(e),
        "start it, or correct host and port in " + context.secretsName(),
        e);
  }

  private static String words(SQLException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }

  private Properties read() {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(secrets)) {
      settings.load(reader);
      return settings;
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the secrets of " + context.source() + " cannot be read: " + secrets,
          "write host, port, dbname, user and password there",
          e);
    }
  }
}
