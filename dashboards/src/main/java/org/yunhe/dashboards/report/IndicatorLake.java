package org.yunhe.dashboards.report;

import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.trino.TrinoConnection;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Reads what a report tells from the lake, through Trino. */
final class IndicatorLake implements AutoCloseable {
  private final Connection connection;
  private final String address;

  /** Connects as {@code account}. */
  IndicatorLake(YunheConfig config, String account) {
    TrinoConnection trino = TrinoConnection.of(config, account);
    this.address = trino.url();
    try {
      this.connection = DriverManager.getConnection(trino.url(), trino.properties());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Returns the hospitals that have an indicator value in {@code month}, ordered by code. */
  List<Institution> hospitals(YearMonth month) {
    return query(
        """
        SELECT org_code, org_name, coalesce(org_name_en, org_name) FROM core.organization
        WHERE org_kind = 'hospital' AND org_code IN (
          SELECT org_code FROM mart.indicator_value WHERE level = 'org' AND period = ?)
        ORDER BY org_code
        """,
        IndicatorLake::institution,
        Date.valueOf(month.atDay(1)));
  }

  /** Returns the institution of that code, if there is one. */
  Optional<Institution> institution(String code) {
    return query(
            "SELECT org_code, org_name, coalesce(org_name_en, org_name) FROM core.organization"
                + " WHERE org_code = ?",
            IndicatorLake::institution,
            code)
        .stream()
        .findFirst();
  }

  /** Returns the values of an institution from {@code from} to {@code to}, both included. */
  List<Value> values(String organization, YearMonth from, YearMonth to) {
    return query(
        """
        SELECT indicator, period, numerator, denominator, value, small_sample, final_from,
          peer_median, coalesce(peer_count, 0) AS peers, version, definition, snapshots,
          computed_at, run_id
        FROM mart.indicator_value
        WHERE level = 'org' AND org_code = ? AND period BETWEEN ? AND ?
        """,
        IndicatorLake::value,
        organization,
        Date.valueOf(from.atDay(1)),
        Date.valueOf(to.atDay(1)));
  }

  /** Returns the values of an institution's departments in {@code month}. */
  List<DepartmentValue> departments(String organization, YearMonth month) {
    return query(
        """
        SELECT indicator, dept_code, numerator, denominator, value
        FROM mart.indicator_value
        WHERE level = 'dept' AND org_code = ? AND period = ?
        """,
        row ->
            new DepartmentValue(
                row.getString(1),
                row.getString(2),
                row.getBigDecimal(3),
                row.getBigDecimal(4),
                row.getObject(5, Double.class)),
        organization,
        Date.valueOf(month.atDay(1)));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, RowReader<T> reader, Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static Institution institution(ResultSet row) throws SQLException {
    return new Institution(row.getString(1), row.getString(2), row.getString(3));
  }

  private static Value value(ResultSet row) throws SQLException {
    return new Value(
        row.getString("indicator"),
        YearMonth.from(LocalDate.parse(row.getString("period"))),
        row.getBigDecimal("numerator"),
        row.getBigDecimal("denominator"),
        row.getObject("value", Double.class),
        row.getBoolean("small_sample"),
        LocalDate.parse(row.getString("final_from")),
        row.getObject("peer_median", Double.class),
        row.getInt("peers"),
        row.getString("version"),
        row.getString("definition"),
        row.getString("snapshots"),
        row.getTimestamp("computed_at").toInstant(),
        row.getString("run_id"));
  }

  private YunheException failed(SQLException e) {
    return new YunheException(
        e.getMessage() != null && e.getMessage().contains("Connection refused")
            ? ErrorCode.UNREACHABLE
            : ErrorCode.BAD_QUERY,
        "Trino at " + address + " does not give the report's numbers: " + e.getMessage(),
        "run './yunhe up' and './yunhe run indicators' first",
        e);
  }
}
