package org.yunhe.ingestion.simulator.dicom;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.yunhe.ingestion.simulator.store.Server;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The examinations that devices of the city hospital have made by now, read from its HIS. */
final class Worklist implements AutoCloseable {
  private static final ZoneId CLOCK = ZoneId.of("Asia/Shanghai");
  private static final long FRESH_NANOS = 1_000_000_000L;
  private static final String DATABASE = "his_city";
  private static final String STATE =
      """
      SELECT concat(count(*), ' ', max(jcxh), ' ', sum(hashtext(concat(jcxh, bgzt)))) FROM his.jc_bgd
      WHERE jclx IN ('CT', 'MR', 'DR', 'US') AND bgzt <> '9' AND jcsj <= ?""";
  private static final String MADE =
      """
      SELECT j.jcxh, j.brid, p.xm, p.xb, p.csrq, j.jclx, j.jcxmmc, j.jcsj
      FROM his.jc_bgd j LEFT JOIN his.br_jbxx p ON p.brid = j.brid
      WHERE j.jclx IN ('CT', 'MR', 'DR', 'US') AND j.bgzt <> '9' AND j.jcsj <= ?
      ORDER BY j.jcsj, j.jcxh""";

  private final Server server;
  private Connection connection;
  private List<Examination> made = List.of();
  private String state = "";
  private long readAt = System.nanoTime() - FRESH_NANOS;

  Worklist(Server server) {
    this.server = server;
  }

  /** Returns the examinations made by now, the oldest first; at most a second old. */
  synchronized List<Examination> made() {
    if (System.nanoTime() - readAt < FRESH_NANOS) {
      return made;
    }
    try {
      if (connection == null || !connection.isValid(2)) {
        connection = server.connect(DATABASE);
      }
      read(LocalDateTime.now(CLOCK));
      readAt = System.nanoTime();
      return made;
    } catch (SQLException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE,
          "the examinations of " + DATABASE + " cannot be read: " + e.getMessage(),
          "check that PostgreSQL runs and the region is loaded",
          e);
    }
  }

  private void read(LocalDateTime now) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(STATE)) {
      query.setObject(1, now);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        String found = rows.getString(1);
        if (found.equals(state)) {
          return;
        }
        made = examinations(now);
        state = found;
      }
    }
  }

  private List<Examination> examinations(LocalDateTime now) throws SQLException {
    List<Examination> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(MADE)) {
      query.setObject(1, now);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Date birth = rows.getDate(5);
          found.add(
              new Examination(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  birth == null ? null : birth.toLocalDate(),
                  rows.getString(6),
                  rows.getString(7),
                  rows.getObject(8, LocalDateTime.class)));
        }
      }
    }
    return List.copyOf(found);
  }

  @Override
  public synchronized void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
