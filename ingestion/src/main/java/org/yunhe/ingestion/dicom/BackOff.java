package org.yunhe.ingestion.dicom;

import java.time.Duration;

/**
 * How long to leave an archive alone that does not answer: twice as long each time.
 *
 * @param next the next pause
 * @param most the longest pause
 */
record BackOff(Duration next, Duration most) {
  private static final Duration FIRST = Duration.ofMillis(500);

  static BackOff upTo(Duration most) {
    return new BackOff(FIRST, most);
  }

  /** Returns the pause now; {@code asked} is what the archive asks for, or null. */
  Duration pause(Duration asked) {
    return asked == null || asked.compareTo(next) < 0 ? next : asked;
  }

  /** Returns what holds after another failure. */
  BackOff longer() {
    Duration twice = next.multipliedBy(2);
    return new BackOff(twice.compareTo(most) < 0 ? twice : most, most);
  }

  /** Returns what holds after a success. */
  BackOff reset() {
    return upTo(most);
  }
}
