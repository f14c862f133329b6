package org.yunhe.jobs.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yunhe.models.quality.Judgement;
import org.yunhe.models.quality.QualityRule;
import org.yunhe.models.quality.RuleCatalog;

/** How often each rule gave each verdict. */
final class RuleCounts {
  private final Map<String, long[]> counts = new LinkedHashMap<>();

  /** Adds one verdict. */
  void add(Judgement judged) {
    counts.computeIfAbsent(judged.rule().id(), rule -> new long[3])[judged.verdict().ordinal()]++;
  }

  /** Adds the counts of a part of the rows. */
  void add(String rule, long passed, long violated, long notApplicable) {
    long[] sums = counts.computeIfAbsent(rule, name -> new long[3]);
    sums[0] += passed;
    sums[1] += violated;
    sums[2] += notApplicable;
  }

  /** Returns the counts by rule: passed, violated, not applicable. */
  Map<String, long[]> byRule() {
    return counts;
  }

  /** Returns a line for each rule, under a heading. */
  List<String> table(RuleCatalog rules) {
    List<String> lines = new java.util.ArrayList<>();
    lines.add(line("rule", "severity", "checked", "violated", "n/a"));
    for (QualityRule rule : rules.rules()) {
      long[] sums = counts.getOrDefault(rule.id(), new long[3]);
      lines.add(
          line(
              rule.id(),
              rule.severity().name().toLowerCase(Locale.ROOT),
              Long.toString(sums[0] + sums[1]),
              Long.toString(sums[1]),
              Long.toString(sums[2])));
    }
    return lines;
  }

  private static String line(Object... values) {
    return String.format(Locale.ROOT, "%-34s %-8s %10s %9s %10s", values);
  }
}
