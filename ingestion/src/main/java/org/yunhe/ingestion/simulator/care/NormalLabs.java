package org.yunhe.ingestion.simulator.care;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.pool.LifeEncounter.Measure;

/** The tests that every admission begins with, in Synthea's codes and units. */
final class NormalLabs {

  private record Usual(String loinc, double mean, double deviation) {}

  private static final List<Usual> ADMISSION =
      List.of(
          new Usual("2345-7", 102, 24),
          new Usual("3094-0", 16, 4.5),
          new Usual("2160-0", 0.92, 0.22),
          new Usual("2951-2", 140, 2.6),
          new Usual("2823-3", 4.15, 0.45),
          new Usual("2075-0", 103, 2.6),
          new Usual("718-7", 13.3, 1.5),
          new Usual("6690-2", 7.4, 2.2),
          new Usual("789-8", 4.5, 0.4),
          new Usual("777-3", 228, 55),
          new Usual("787-2", 91, 4),
          new Usual("4544-3", 41, 3.5),
          new Usual("1742-6", 26, 11),
          new Usual("1920-8", 25, 9),
          new Usual("2885-2", 7.0, 0.5),
          new Usual("1751-7", 4.1, 0.35),
          new Usual("1975-2", 0.7, 0.25));

  /** How a disease moves a value: LOINC code to factor, by ICD-10 chapter or category. */
  private static final Map<String, Map<String, Double>> SHIFTS =
      Map.of(
          "J1", Map.of("6690-2", 1.7),
          "A4", Map.of("6690-2", 2.4, "777-3", 0.6),
          "E1", Map.of("2345-7", 1.9),
          "N18", Map.of("2160-0", 4.5, "3094-0", 3.0, "718-7", 0.72, "2823-3", 1.15),
          "K7", Map.of("1742-6", 3.0, "1975-2", 3.5, "1751-7", 0.75),
          "C", Map.of("718-7", 0.82));

  private NormalLabs() {}

  static List<Measure> admission(Dice dice, Condition principal) {
    List<Measure> measures = new ArrayList<>();
    for (Usual usual : ADMISSION) {
      double value = dice.normal(usual.mean(), usual.deviation()) * shift(principal, usual.loinc());
      measures.add(
          new Measure(usual.loinc(), String.valueOf(Math.max(usual.mean() * 0.2, value)), ""));
    }
    if (dice.chance(0.05)) {
      measures.add(0, new Measure("2823-3", dice.chance(0.5) ? "6.7" : "2.5", ""));
    }
    if (principal.under("J") || principal.under("A") || principal.under("K")) {
      measures.add(new Measure("1988-5", String.valueOf(dice.uniform(4, 120)), ""));
    }
    return measures;
  }

  private static double shift(Condition principal, String loinc) {
    return SHIFTS.entrySet().stream()
        .filter(e -> principal.under(e.getKey()))
        .map(e -> e.getValue().getOrDefault(loinc, 1.0))
        .findFirst()
        .orElse(1.0);
  }
}
