package org.yunhe.streaming.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Delays of single rows, milliseconds. */
final class Delays {
  private final List<Long> millis = new ArrayList<>();

  void add(long delay) {
    millis.add(delay);
  }

  int count() {
    return millis.size();
  }

  /** The delay that {@code percent} of the rows do not exceed, seconds. */
  double seconds(double percent) {
    Collections.sort(millis);
    int index = (int) Math.ceil(percent / 100 * millis.size()) - 1;
    return millis.get(Math.max(0, index)) / 1000.0;
  }

  String line(String what) {
    return String.format(
        Locale.ROOT,
        "%s: %,d rows, p50 %.2f s, p95 %.2f s, max %.2f s",
        what,
        count(),
        seconds(50),
        seconds(95),
        seconds(100));
  }
}
