package org.yunhe.ingestion.fhir.pull;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When the next request may go out: not above the rate, and after a failure not before the server
 * wants it or, where it does not say, after a pause that doubles.
 */
final class Pace {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final Duration spacing;
  private final Duration longest;
  private final CountDownLatch stopped;
  private Duration pause = FIRST_PAUSE;
  private long notBefore = System.nanoTime();

  Pace(Duration spacing, Duration longest, CountDownLatch stopped) {
    this.spacing = spacing;
    this.longest = longest;
    this.stopped = stopped;
  }

  /** Waits at most {@code limit}; returns whether a request may go out now. */
  boolean ready(Duration limit) throws InterruptedException {
    long wait = notBefore - System.nanoTime();
    if (wait <= 0) {
      return true;
    }
    stopped.await(Math.min(wait, limit.toNanos()), TimeUnit.NANOSECONDS);
    return wait <= limit.toNanos() && stopped.getCount() > 0;
  }

  /** Waits until a request may go out. */
  void await() throws InterruptedException {
    ready(Duration.ofDays(1));
  }

  /** Notes a request. */
  void sent() {
    notBefore = System.nanoTime() + spacing.toNanos();
  }

  /** Notes an answer. */
  void answered() {
    pause = FIRST_PAUSE;
  }

  /** Notes a failure; {@code wanted} is what the server asks to wait, or null. */
  void failed(Duration wanted) {
    Duration wait = wanted == null ? pause : wanted;
    notBefore = System.nanoTime() + wait.toNanos();
    pause = pause.multipliedBy(2).compareTo(longest) > 0 ? longest : pause.multipliedBy(2);
  }
}
