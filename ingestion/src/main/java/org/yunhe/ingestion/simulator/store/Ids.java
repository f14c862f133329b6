package org.yunhe.ingestion.simulator.store;

import java.util.Map;
import java.util.TreeMap;

/** Counters for local numbers, one a source and kind, from 1. */
public final class Ids {

  private final Map<String, long[]> counters = new TreeMap<>();

  /** The next number of a kind in a source. */
  public long next(String source, String kind) {
    return ++counters.computeIfAbsent(source + "/" + kind, k -> new long[1])[0];
  }

  /** The last number given out, by {@code source/kind}. */
  public Map<String, Long> last() {
    Map<String, Long> last = new TreeMap<>();
    counters.forEach((kind, value) -> last.put(kind, value[0]));
    return last;
  }

  /** Numbers of a kind up to and including {@code last} are taken. */
  public void skipTo(String key, long last) {
    counters.computeIfAbsent(key, k -> new long[1])[0] = last;
  }
}
