package org.yunhe.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.yunhe.lakehouse.config.YunheConfig.Region;
import org.yunhe.lakehouse.server.PostgresServer;

/** What the hospitals' databases were filled with before, as the simulator noted it. */
final class LoadedRegion {
  private static final String NOTE =
      "SELECT parameters FROM yunhe_sim.load WHERE finished IS NOT NULL";

  private LoadedRegion() {}

  /**
   * Returns the region that is loaded, living at the rate of {@code wanted}; else {@code wanted}.
   */
  static Region or(PostgresServer postgres, Region wanted) {
    try (Connection connection = postgres.connect("his_city");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(NOTE)) {
      return result.next() ? parse(result.getString(1), wanted) : wanted;
    } catch (SQLException e) {
      return wanted;
    }
  }

  static Region parse(String parameters, Region wanted) {
    Map<String, String> values =
        Arrays.stream(parameters.split(" ", -1))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return new Region(
        Integer.parseInt(values.getOrDefault("residents", "" + wanted.residents())),
        Long.parseLong(values.getOrDefault("seed", "" + wanted.seed())),
        Integer.parseInt(values.getOrDefault("years", "" + wanted.years())),
        Double.parseDouble(values.getOrDefault("fault-rate", "" + wanted.faultRate())),
        wanted.rate());
  }
}
