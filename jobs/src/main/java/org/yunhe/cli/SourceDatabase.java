package org.yunhe.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The database of a source as its connector will reach it, by the source's secrets file. */
final class SourceDatabase {
  private static final String TIMEOUT_SECONDS = "10";

  private SourceDatabase() {}

  /** Fails with YE-001, YE-002 or YE-003 where the database cannot be opened; names the source. */
  static void requireReachable(String source, Path secrets) {
    Properties settings = read(source, secrets);
    Properties login = new Properties();
    login.setProperty("user", settings.getProperty("user", ""));
    login.setProperty("password", settings.getProperty("password", ""));
    login.setProperty("loginTimeout", TIMEOUT_SECONDS);
    String url =
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                settings.getProperty("host"),
                settings.getProperty("port"),
                settings.getProperty("dbname"));
    try (Connection connection = DriverManager.getConnection(url, login)) {
      connection.isValid(1);
    } catch (SQLException e) {
      throw refused(source, secrets, e);
    }
  }

  private static Properties read(String source, Path secrets) {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(secrets)) {
      settings.load(reader);
      return settings;
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the secrets of " + source + " cannot be read: " + secrets,
          "write host, port, dbname, user and password there",
          e);
    }
  }

  private static YunheException refused(String source, Path secrets, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String words = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    String where = "secrets/" + secrets.getFileName();
    if (state.startsWith("28")) {
      return new YunheException(
          ErrorCode.ACCESS_REFUSED,
          "the database of " + source + " refuses the user: " + words,
          "correct user and password in " + where,
          e);
    }
    if (state.startsWith("3D")) {
      return new YunheException(
          ErrorCode.MISSING_OBJECT,
          "the database of " + source + " is not there: " + words,
          "create it, or correct dbname in " + where,
          e);
    }
    return new YunheException(
        ErrorCode.UNREACHABLE,
        "the database of " + source + " does not answer: " + words,
        "start it, or correct host and port in " + where,
        e);
  }
}
