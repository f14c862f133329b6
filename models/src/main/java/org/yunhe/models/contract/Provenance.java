package org.yunhe.models.contract;

import java.util.List;

/**
 * Where the rows of a table come from.
 *
 * @param kind how they come to be
 * @param by job or flow that writes them, such as {@code core} or {@code landing}
 * @param from tables they are made of, such as {@code core.patient}; empty at the edge of the lake
 * @param place file and line of the declaration
 */
public record Provenance(Kind kind, String by, List<String> from, String place) {

  /** How the rows of a table come to be. */
  public enum Kind {
    /** Captured from the log of a source. */
    CAPTURED,
    /** Mapped from source rows by files below {@code mappings/}. */
    MAPPED,
    /** Computed from other tables; can be rebuilt. */
    DERIVED,
    /** De-identified and released. */
    RELEASED,
    /** Written by the platform about itself. */
    RECORDED
  }
}
