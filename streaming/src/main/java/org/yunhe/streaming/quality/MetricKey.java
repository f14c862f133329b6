package org.yunhe.streaming.quality;

/**
 * What counts are kept by.
 *
 * @param minute minute of commit in the source, milliseconds UTC
 * @param orgCode institution, {@code unknown} where nobody tells
 */
public record MetricKey(long minute, String source, String orgCode, RuleKey rule) {
  private static final long MINUTE = 60_000;

  static MetricKey of(long at, String source, String orgCode, RuleKey rule) {
    return new MetricKey(
        at - Math.floorMod(at, MINUTE), source, orgCode == null ? "unknown" : orgCode, rule);
  }
}
