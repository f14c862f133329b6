package org.yunhe.ingestion.fhir.push;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many resources each institution sent, and how many requests were refused. */
final class Counts {
  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  /** Numbers of one institution since the start. */
  static final class Count {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder refused = new LongAdder();

    @Override
    public String toString() {
      return accepted + " accepted, " + repeated + " repeated, " + refused + " requests refused";
    }
  }

  void accepted(Sender sender, long resources, long repetitions) {
    of(sender).accepted.add(resources);
    of(sender).repeated.add(repetitions);
  }

  void refused(Sender sender) {
    of(sender).refused.increment();
  }

  /** Returns the numbers by source and institution, for the log. */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    counts.forEach((name, count) -> texts.put(name, count.toString()));
    return texts;
  }

  /** Returns the numbers of one institution. */
  Map<String, Long> numbers(Sender sender) {
    Count count = of(sender);
    return Map.of(
        "accepted", count.accepted.sum(),
        "repeated", count.repeated.sum(),
        "refused", count.refused.sum());
  }

  private Count of(Sender sender) {
    String name =
        sender == null ? "nobody (not authenticated)" : sender.source() + " " + sender.orgCode();
    return counts.computeIfAbsent(name, key -> new Count());
  }
}
