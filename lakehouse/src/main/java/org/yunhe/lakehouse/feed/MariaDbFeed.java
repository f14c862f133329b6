package org.yunhe.lakehouse.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A MariaDB server: transactions of its binary log are counted by their global ids, and the offset
 * that the connector has committed tells how far it is.
 */
final class MariaDbFeed implements Feed {
  /** Events that are looked at for a change of rows; of more it is taken for granted. */
  private static final int LOOKED_AT = 200;

  private final FeedContext context;
  private final DatabaseAccess access;
  private final ConnectApi connect;

  private MariaDbFeed(FeedContext context) {
    this.context = context;
    this.access = new DatabaseAccess(context, "jdbc:mariadb://");
    this.connect = new ConnectApi(context.config());
  }

  /** The kind of Debezium's MariaDB connector. */
  public static final class Kind implements FeedKind {
    /** Creates the kind. */
    public Kind() {}

    @Override
    public String connectorClass() {
      return "io.debezium.connector.mariadb.MariaDbConnector";
    }

    @Override
    public Feed feed(FeedContext context) {
      return new MariaDbFeed(context);
    }
  }

  @Override
  public String source() {
    return context.source();
  }

  @Override
  public String protocol() {
    return "debezium-mariadb";
  }

  @Override
  public void requireReachable() {
    access.requireReachable();
  }

  @Override
  public Map<String, Long> rows(Collection<String> tables) {
    return access.rows(context.setting("database.include.list", ""), tables);
  }

  @Override
  public FeedPosition position() {
    JsonNode offset = connect.offset(context.source());
    Long read =
        offset.path("gtids").isTextual() && !offset.path("snapshot").asBoolean(false)
            ? transactions(offset.path("gtids").asText())
            : null;
    try (Connection connection = access.connect();
        Statement statement = connection.createStatement()) {
      long end = end(statement);
      if (read == null) {
        return new FeedPosition(false, end, null, null);
      }
      String file = offset.path("file").asText();
      long place = offset.path("pos").asLong();
      return read >= end || !holdsRows(statement, file, place)
          ? new FeedPosition(running(), end, Math.max(read, end), 0L)
          : new FeedPosition(running(), end, read, bytes(statement, file, place));
    } catch (SQLException e) {
      throw access.unreadable(e);
    }
  }

  @Override
  public FeedMark mark() {
    try (Connection connection = access.connect();
        Statement statement = connection.createStatement()) {
      long place = end(statement);
      return () -> position().reached(place);
    } catch (SQLException e) {
      throw access.unreadable(e);
    }
  }

  private boolean running() {
    return ConnectApi.state(connect.status(context.source())).equals("RUNNING");
  }

  private static long end(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT @@global.gtid_binlog_pos")) {
      row.next();
      return transactions(row.getString(1));
    }
  }

  /** Adds up the sequence numbers of a set such as {@code 0-1-57,1-1-3}. */
  static long transactions(String gtids) {
    long sum = 0;
    for (String gtid : gtids.split(",", -1)) {
      if (!gtid.isBlank()) {
        sum += Long.parseLong(gtid.strip().substring(gtid.strip().lastIndexOf('-') + 1));
      }
    }
    return sum;
  }

  /**
   * Returns whether the binary log changes rows behind a place. The connector counts a transaction
   * as read when the next one begins, but for those that change rows, whose end it sees: after a
   * GRANT or a CREATE TABLE that nothing follows it would seem to be behind for ever.
   */
  private static boolean holdsRows(Statement statement, String file, long position)
      throws SQLException {
    List<String> files = new ArrayList<>();
    try (ResultSet logs = statement.executeQuery("SHOW BINARY LOGS")) {
      while (logs.next()) {
        if (logs.getString(1).compareTo(file) >= 0) {
          files.add(logs.getString(1));
        }
      }
    }
    if (files.isEmpty() || !files.getFirst().equals(file)) {
      return true;
    }
    for (String log : files) {
      String from = log.equals(file) && position > 0 ? " FROM " + position : "";
      int events = 0;
      try (ResultSet event =
          statement.executeQuery(
              "SHOW BINLOG EVENTS IN '" + log + "'" + from + " LIMIT " + LOOKED_AT)) {
        while (event.next()) {
          events++;
          if (event.getString("Event_type").equals("Table_map")
              || event.getString("Info").toUpperCase(Locale.ROOT).contains("TRUNCATE")) {
            return true;
          }
        }
      }
      if (events == LOOKED_AT) {
        return true;
      }
    }
    return false;
  }

  private static long bytes(Statement statement, String file, long position) throws SQLException {
    long bytes = 0;
    try (ResultSet logs = statement.executeQuery("SHOW BINARY LOGS")) {
      while (logs.next()) {
        int order = logs.getString(1).compareTo(file);
        bytes += order < 0 ? 0 : logs.getLong(2) - (order == 0 ? position : 0);
      }
    }
    return Math.max(0, bytes);
  }
}
