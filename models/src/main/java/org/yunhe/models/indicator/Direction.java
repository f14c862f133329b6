package org.yunhe.models.indicator;

/** Which way an indicator should move. */
public enum Direction {
  /** A higher value is better. */
  RAISE,
  /** A lower value is better. */
  LOWER,
  /** To be watched and compared; neither way is better as such. */
  MONITOR
}
