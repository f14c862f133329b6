package org.yunhe.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.PostgresServer;

/** What the hospitals' databases were filled with before. */
final class LoadedRegion {
  private LoadedRegion() {}

  /** Returns the number of residents that were loaded, where a region was. */
  static OptionalInt residents(YunheConfig config) {
    PostgresServer postgres = new PostgresServer(config);
    if (!postgres.healthy()) {
      return OptionalInt.empty();
    }
    try (Connection connection = postgres.connect("his_city");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT residents FROM yunhe_sim.load")) {
      return result.next() ? OptionalInt.of(result.getInt(1)) : OptionalInt.empty();
    } catch (SQLException e) {
      return OptionalInt.empty();
    }
  }
}
