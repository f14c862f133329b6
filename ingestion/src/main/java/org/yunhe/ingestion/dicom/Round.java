package org.yunhe.ingestion.dicom;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sweeps of one kind, one after another, with a pause between pages and an interval between two.
 */
final class Round {
  private final Supplier<Sweep> kind;
  private final Duration interval;
  private final Duration pause;
  private final Clock clock;
  private Sweep active;
  private long due;

  /**
   * Creates a round.
   *
   * @param kind makes the next sweep, or null where there is none to make yet
   */
  Round(Supplier<Sweep> kind, Duration interval, Duration pause, Clock clock) {
    this.kind = kind;
    this.interval = interval;
    this.pause = pause;
    this.clock = clock;
  }

  /** Returns the sweep whose next page is due, or null. */
  Sweep next() {
    if (clock.millis() < due) {
      return null;
    }
    if (active == null) {
      active = kind.get();
    }
    if (active == null) {
      due = clock.millis() + interval.toMillis();
    }
    return active;
  }

  /** Notes that a page of its sweep was taken in. */
  void walked() {
    boolean over = active.isEnded();
    due = clock.millis() + (over ? interval : pause).toMillis();
    active = over ? null : active;
  }

  /** Returns when its next page is due, epoch ms. */
  long due() {
    return due;
  }
}
