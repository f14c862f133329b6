package org.yunhe.ingestion.simulator.source;

import java.util.List;
import org.yunhe.ingestion.simulator.codes.LocalCodes;
import org.yunhe.models.code.CodeEntry;

/** A source's departments by the standard code; where it has none, the nearest one it has. */
final class Departments {

  private final LocalCodes codes;

  Departments(LocalCodes codes) {
    this.codes = codes;
  }

  CodeEntry local(String standard) {
    for (String code : List.of(standard, standard.replaceAll("\\..*", ""), "02")) {
      if (codes.offers("department", code)) {
        return codes.entry("department", code);
      }
    }
    throw new IllegalStateException("no department for " + standard);
  }

  List<CodeEntry> all() {
    return List.copyOf(codes.own("department"));
  }
}
