package org.yunhe.jobs.core;

import java.util.Map;
import java.util.Optional;
import org.yunhe.jobs.JobRunLog.Success;

/**
 * What the next run may go on counting from: a run whose lines in {@code ops.reconciliation} stand.
 *
 * @param run the run
 * @param snapshot snapshot of {@code ops.source_row} that it left
 */
record Balance(String run, Long snapshot) {
  private static final String RUN = "reconciled_run";
  private static final String SNAPSHOT = "source_row_snapshot";

  /** Returns what a success left, if it kept it. */
  static Optional<Balance> of(Success success) {
    return Optional.ofNullable(success)
        .map(Success::detail)
        .filter(detail -> detail.hasNonNull(RUN) && detail.hasNonNull(SNAPSHOT))
        .map(detail -> new Balance(detail.get(RUN).asText(), detail.get(SNAPSHOT).asLong()));
  }

  /** Returns it as {@code ops.job_run} keeps it. */
  Map<String, Object> detail() {
    return snapshot == null ? Map.of() : Map.of(RUN, run, SNAPSHOT, snapshot);
  }
}
