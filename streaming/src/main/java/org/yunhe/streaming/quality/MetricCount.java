package org.yunhe.streaming.quality;

import org.yunhe.models.quality.Verdict;

/**
 * How often a rule was asked.
 *
 * @param checked record versions that passed or failed
 * @param violated those that failed
 * @param notApplicable record versions of which the rule says nothing
 */
public record MetricCount(MetricKey key, long checked, long violated, long notApplicable) {

  static MetricCount of(MetricKey key, Verdict verdict) {
    boolean applicable = verdict != Verdict.NOT_APPLICABLE;
    return new MetricCount(
        key, applicable ? 1 : 0, verdict == Verdict.VIOLATED ? 1 : 0, applicable ? 0 : 1);
  }

  MetricCount plus(MetricCount more) {
    return new MetricCount(
        key, checked + more.checked, violated + more.violated, notApplicable + more.notApplicable);
  }
}
