package org.yunhe.ingestion.simulator.care;

import java.util.Map;
import org.yunhe.ingestion.simulator.person.Dice;

/** Vital signs from an encounter's observations, filled up where Synthea gives none. */
final class VitalSigns {

  private VitalSigns() {}

  static Vitals of(Dice dice, Map<String, Double> seen, boolean hypertension, boolean fever) {
    int systolic = whole(seen, "8480-6", dice.normal(hypertension ? 142 : 122, 11), dice);
    int diastolic = whole(seen, "8462-4", dice.normal(hypertension ? 87 : 77, 8), dice);
    double temperature =
        seen.getOrDefault("8310-5", fever ? dice.uniform(37.5, 39.6) : dice.normal(36.6, 0.25));
    return new Vitals(
        Math.clamp(temperature, 35.0, 41.5),
        Math.clamp(whole(seen, "8867-4", dice.normal(78, 9), dice), 40, 180),
        Math.clamp(whole(seen, "9279-1", dice.normal(18, 1.5), dice), 10, 40),
        Math.clamp(systolic, 70, 240),
        Math.clamp(Math.min(diastolic, systolic - 15), 35, 140),
        seen.containsKey("2708-6") ? (int) Math.round(seen.get("2708-6")) : null,
        seen.get("8302-2"),
        seen.get("29463-7"));
  }

  private static int whole(Map<String, Double> seen, String loinc, double other, Dice dice) {
    Double value = seen.get(loinc);
    return (int) Math.round(value == null ? other : value + dice.normal(0, 2));
  }
}
