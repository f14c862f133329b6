package org.yunhe.lakehouse.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;

/** A PostgreSQL database: its replication slot tells how far capture has confirmed the log. */
final class PostgresFeed implements Feed {
  private static final String POSITION =
      """
      SELECT active, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint,
             pg_wal_lsn_diff(confirmed_flush_lsn, '0/0')::bigint
      FROM pg_replication_slots WHERE slot_name = ?""";
  private static final String MARK =
      "SELECT pg_wal_lsn_diff(pg_logical_emit_message(true, 'yunhe.heartbeat', 'marker'), '0/0')"
          + "::bigint";

  private final FeedContext context;
  private final DatabaseAccess access;

  private PostgresFeed(FeedContext context) {
    this.context = context;
    this.access = new DatabaseAccess(context, "jdbc:postgresql://");
  }

  /** The kind of Debezium's PostgreSQL connector. */
  public static final class Kind implements FeedKind {
    /** Creates the kind. */
    public Kind() {}

    @Override
    public String connectorClass() {
      return "io.debezium.connector.postgresql.PostgresConnector";
    }

    @Override
    public Feed feed(FeedContext context) {
      return new PostgresFeed(context);
    }
  }

  @Override
  public String source() {
    return context.source();
  }

  @Override
  public String protocol() {
    return "debezium-postgresql";
  }

  @Override
  public void requireReachable() {
    access.requireReachable();
  }

  @Override
  public Map<String, Long> rows(Collection<String> tables) {
    return access.rows(context.setting("schema.include.list", ""), tables);
  }

  @Override
  public FeedPosition position() {
    try (Connection connection = access.connect();
        PreparedStatement query = connection.prepareStatement(POSITION)) {
      query.setString(1, context.setting("slot.name", "yunhe_" + context.source()));
      try (ResultSet row = query.executeQuery()) {
        if (!row.next() || row.getObject(3) == null) {
          return FeedPosition.UNKNOWN;
        }
        long end = row.getLong(2);
        long read = row.getLong(3);
        return new FeedPosition(row.getBoolean(1), end, read, Math.max(0, end - read));
      }
    } catch (SQLException e) {
      throw access.unreadable(e);
    }
  }

  /** Writes a message into the log, so that there is something to pass. */
  @Override
  public FeedMark mark() {
    try (Connection connection = access.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(MARK)) {
      row.next();
      long place = row.getLong(1);
      return () -> position().reached(place);
    } catch (SQLException e) {
      throw access.unreadable(e);
    }
  }
}
