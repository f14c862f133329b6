package org.yunhe.ingestion.simulator;

import java.time.LocalDate;

/**
 * What decides the rows of a load.
 *
 * @param residents people to simulate, 1 to 1,000,000
 * @param asOf day that history ends on
 * @param years years of history, 1 to 6
 * @param faultRate share of rows, in tables with a fault catalogue, that get a known fault
 */
record SimulationPlan(int residents, long seed, LocalDate asOf, int years, double faultRate) {

  /** The plan in one line, by which a finished load is recognised. */
  String line() {
    return "residents=%d seed=%d as-of=%s years=%d fault-rate=%s"
        .formatted(residents, seed, asOf, years, faultRate);
  }

  SimulationPlan withAsOf(LocalDate day) {
    return new SimulationPlan(residents, seed, day, years, faultRate);
  }

  SimulationPlan withSeed(long other) {
    return new SimulationPlan(residents, other, asOf, years, faultRate);
  }

  /** The day in a line of {@link #line()}. */
  static LocalDate asOf(String line) {
    return LocalDate.parse(line.replaceFirst(".*as-of=(\\S+).*", "$1"));
  }
}
