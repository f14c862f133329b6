package org.yunhe.streaming.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * All that one change says of quality.
 *
 * @param row the version with what its conditions found
 * @param references what happened to values that rows refer to
 * @param unusable the rows that must not enter core
 * @param counts verdicts, one by one
 */
record Judged(
    JudgedRow row,
    List<ReferenceEvent> references,
    List<Unfit> unusable,
    List<MetricCount> counts) {

  static Judged of(JudgedRow row) {
    return new Judged(row, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /**
   * A row that must not enter core.
   *
   * @param target core table
   * @param sourceRow ordinal among the rows that the source row gives
   * @param code reason code of the first fault
   * @param column column of the first fault
   * @param reason all faults
   */
  record Unfit(String target, int sourceRow, String code, String column, String reason) {}
}
