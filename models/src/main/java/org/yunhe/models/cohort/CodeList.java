package org.yunhe.models.cohort;

import java.io.Serializable;
import java.util.List;

/**
 * A named list of codes, kept and versioned apart from the logic that uses it.
 *
 * @param name name of the file below {@code cohorts/codelists/}
 * @param version version of the list
 * @param source where it comes from, with its evidence mark
 * @param codes the codes
 */
public record CodeList(String name, String version, String source, List<Code> codes)
    implements Serializable {

  /**
   * One line of the list.
   *
   * @param system ICD-10 (any national version), ICD-9-CM, ICD-9-CM-3, ATC, LOINC …
   * @param prefix what a code begins with
   */
  public record Code(String system, String prefix) implements Serializable {

    /** Returns whether a code of {@code codeSystem} begins with this one. */
    public boolean matches(String codeSystem, String code) {
      return (codeSystem.equals(system)
              || (system.equals("ICD-10") && codeSystem.startsWith("ICD-10-")))
          && code.startsWith(prefix);
    }
  }

  /** Returns whether the list has a code that {@code code} begins with. */
  public boolean matches(String codeSystem, String code) {
    return codeSystem != null
        && code != null
        && codes.stream().anyMatch(entry -> entry.matches(codeSystem, code));
  }
}
