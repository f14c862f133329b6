package org.yunhe.models.quality;

/** Outcome of one rule on one record. */
public enum Verdict {
  /** The rule holds. */
  PASSED,
  /** The rule is violated. */
  VIOLATED,
  /** The rule says nothing about this record: what it looks at is missing. */
  NOT_APPLICABLE
}
