package org.yunhe.ingestion.simulator.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * A database server.
 *
 * @param jdbc address up to the database, such as {@code jdbc:postgresql://localhost:5432/}
 */
public record Server(String jdbc, String user, String password) {

  /** Returns whether an address is of a kind that is known. */
  static boolean known(String jdbc) {
    return Dialect.ALL.stream().anyMatch(dialect -> jdbc.startsWith(dialect.scheme()));
  }

  Dialect dialect() {
    return Dialect.ALL.stream()
        .filter(dialect -> jdbc.startsWith(dialect.scheme()))
        .findFirst()
        .orElseThrow();
  }

  /** Opens a connection to a database, or says in one line why it cannot be had. */
  public Connection connect(String database) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    try {
      return DriverManager.getConnection(jdbc + dialect().database(database), properties);
    } catch (SQLException e) {
      throw failure(database, e);
    }
  }

  private YunheException failure(String database, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String address = jdbc + database;
    if (state.startsWith("28")) {
      return new YunheException(
          ErrorCode.ACCESS_REFUSED,
          address + " refuses user " + user,
          "check user and password file",
          e);
    }
    if (state.equals("3D000")) {
      return new YunheException(
          ErrorCode.MISSING_OBJECT, "there is no database " + database, "run load first", e);
    }
    return new YunheException(
        ErrorCode.UNREACHABLE,
        address + " does not answer: " + e.getMessage(),
        "check the address and that the server runs",
        e);
  }

  /** Host of the address. */
  public String host() {
    return authority().replaceAll(":\\d+$", "");
  }

  /** Port of the address, that of its kind where it names none. */
  public int port() {
    String authority = authority();
    int colon = authority.lastIndexOf(':');
    return colon < 0 ? dialect().port() : Integer.parseInt(authority.substring(colon + 1));
  }

  private String authority() {
    return jdbc.substring(dialect().scheme().length()).replaceFirst("/.*$", "");
  }

  @Override
  public String toString() {
    return jdbc + " as " + user;
  }
}
