package org.yunhe.dashboards.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * One value of {@code mart.indicator_value}.
 *
 * @param indicator code of the indicator
 * @param period month
 * @param numerator sum of the numerators
 * @param denominator sum of the denominators, null for a count
 * @param value value in the unit of the definition, null where the denominator is 0
 * @param smallSample whether the denominator is below the threshold
 * @param finalFrom first day on which the value is final
 * @param median median of the institutions of the same tier, or null
 * @param peers institutions behind the median
 * @param version version of the definition it was computed with
 * @param fingerprint fingerprint of that definition
 * @param snapshots snapshots read, a JSON object
 * @param computedAt when it was computed
 * @param runId run that computed it
 */
record Value(
    String indicator,
    YearMonth period,
    BigDecimal numerator,
    BigDecimal denominator,
    Double value,
    boolean smallSample,
    LocalDate finalFrom,
    Double median,
    int peers,
    String version,
    String fingerprint,
    String snapshots,
    Instant computedAt,
    String runId) {
  private static final int FEWEST_PEERS = 2;

  /** Returns whether the median stands for more than this institution. */
  boolean hasPeers() {
    return median != null && peers >= FEWEST_PEERS;
  }
}
