package org.yunhe.lakehouse.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;

/**
 * A MariaDB server: transactions of its binary log are counted by their global ids, and the offset
 * that the connector has committed tells how far it is.
 */
final class MariaDbFeed implements Feed {
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
      Long bytes =
          read >= end
              ? Long.valueOf(0)
              : bytes(statement, offset.path("file").asText(), offset.path("pos").asLong());
      return new FeedPosition(running(), end, read, bytes);
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
