package org.yunhe.ingestion.simulator.codes;

import java.util.HashMap;
import java.util.Map;
import org.yunhe.models.code.CodeCatalog;

/** The local codes of every source of the region. */
public final class CodeBooks {

  private static final Map<String, String> PRODUCTS =
      Map.of("his_east", "his_county", "his_west", "his_county");

  private final CodeCatalog catalog = CodeCatalog.load();
  private final Map<String, LocalCodes> books = new HashMap<>();

  /** The codes of a source. */
  public LocalCodes of(String source) {
    return books.computeIfAbsent(
        source, s -> new LocalCodes(catalog, s, PRODUCTS.getOrDefault(s, s)));
  }

  /** The codes of the laboratory that serves a source. */
  public LocalCodes laboratory(String source) {
    return of(source.equals("his_city") ? "lis_city" : source);
  }
}
