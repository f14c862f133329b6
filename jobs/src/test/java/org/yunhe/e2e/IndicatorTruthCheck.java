package org.yunhe.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.TreeMap;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.trino.TrinoConnection;

/** Compares the indicators of a running platform with {@link IndicatorTruth}, by hand. */
final class IndicatorTruthCheck {
  private IndicatorTruthCheck() {}

  /** Prints every difference and how many values agree; exit code 1 where one differs. */
  public static void main(String[] args) throws Exception {
    YunheConfig config = YunheConfig.load();
    TrinoConnection trino = TrinoConnection.of(config, TrinoConnection.PLATFORM);
    try (Connection lake = DriverManager.getConnection(trino.url(), trino.properties())) {
      Map<String, String> truth =
          new IndicatorTruth(new HospitalDatabases(config)::connect).ofTheSources(lake);
      Map<String, String> values = IndicatorTruth.ofTheLake(lake);
      Map<String, String> different = new TreeMap<>();
      truth.forEach(
          (key, value) -> {
            if (!value.equals(values.get(key))) {
              different.put(key, "sources " + value + ", lake " + values.get(key));
            }
          });
      values.forEach(
          (key, value) -> {
            if (!truth.containsKey(key)) {
              different.put(key, "sources nothing, lake " + value);
            }
          });
      different.forEach((key, value) -> System.out.println(key + ": " + value));
      System.out.printf("%d values, %d differ%n", truth.size(), different.size());
      System.exit(different.isEmpty() ? 0 : 1);
    }
  }
}
