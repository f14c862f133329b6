package org.yunhe.streaming.bench;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does something at an even rate for some time; the first failure ends it. */
final class Ticker {
  private static final int MILLIS = 20;

  private Ticker() {}

  /** How many of {@code perSecond} things fall into one tick. */
  static int perTick(int perSecond) {
    return Math.max(1, perSecond * MILLIS / 1000);
  }

  static void run(Duration time, Runnable tick) throws InterruptedException, ExecutionException {
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> ticks = clock.scheduleAtFixedRate(tick, 0, MILLIS, TimeUnit.MILLISECONDS);
      try {
        ticks.get(time.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        ticks.cancel(false);
      }
    }
  }
}
