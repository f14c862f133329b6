package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import java.util.List;
import org.yunhe.ingestion.simulator.codes.LocalLabItem;

/** A panel ordered at a visit, with the moments of its way and its results. */
public record LabOrder(
    Panel panel,
    boolean urgent,
    LocalDateTime ordered,
    LocalDateTime collected,
    LocalDateTime received,
    LocalDateTime reported,
    List<Result> results) {

  /** One result: the text a laboratory prints, and N, H, L, HH, LL or P. */
  public record Result(LocalLabItem item, String value, String flag) {

    /** Whether the ward must be told at once. */
    public boolean critical() {
      return flag.length() == 2;
    }
  }
}
