package org.yunhe.ingestion.simulator.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The databases of the region: source name, schema, and the file that declares the tables. */
public final class Sources {

  /**
   * A source; {@code ddl} names {@code region/schemas/<ddl>.sql}.
   *
   * @param onMariaDb whether it runs on MariaDB where the region has such a server
   */
  public record Source(String name, String schema, String ddl, boolean onMariaDb) {}

  private static final Map<String, Source> ALL = new LinkedHashMap<>();

  static {
    for (Source source :
        List.of(
            new Source("his_city", "his", "his_city", false),
            new Source("lis_city", "lis", "lis_city", false),
            new Source("his_east", "his", "his_county", false),
            new Source("his_west", "his", "his_county", true),
            new Source("his_cloud", "his", "his_cloud", false),
            new Source("referral", "ref", "referral", false),
            new Source("phs", "phs", "phs", false))) {
      ALL.put(source.name(), source);
    }
  }

  private Sources() {}

  /** All seven. */
  public static List<Source> all() {
    return List.copyOf(ALL.values());
  }
}
