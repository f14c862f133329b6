package org.yunhe.ingestion.simulator.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The databases of the region: source name, schema, and the file that declares the tables. */
public final class Sources {

  /** A source; {@code ddl} names {@code region/schemas/<ddl>.sql}. */
  public record Source(String name, String schema, String ddl) {}

  private static final Map<String, Source> ALL = new LinkedHashMap<>();

  static {
    for (Source source :
        List.of(
            new Source("his_city", "his", "his_city"),
            new Source("lis_city", "lis", "lis_city"),
            new Source("his_east", "his", "his_county"),
            new Source("his_west", "his", "his_county"),
            new Source("his_cloud", "his", "his_cloud"),
            new Source("referral", "ref", "referral"),
            new Source("phs", "phs", "phs"))) {
      ALL.put(source.name(), source);
    }
  }

  private Sources() {}

  /** All seven. */
  public static List<Source> all() {
    return List.copyOf(ALL.values());
  }
}
