package org.yunhe.ingestion.simulator.care;

/**
 * A medicine with its usual course.
 *
 * @param atc WHO ATC code, empty for Chinese patent medicines
 * @param route O, IV, SC, IM or INH
 * @param frequency qd, bid, tid, qn, prn, st …
 * @param units base units (tablets, vials) of one dose
 */
record Drug(
    String key, String atc, String name, String route, String frequency, int days, double units) {

  /** Doses a day; occasional use counts as one. */
  int dosesADay() {
    return switch (frequency) {
      case "bid" -> 2;
      case "tid" -> 3;
      case "qid" -> 4;
      default -> 1;
    };
  }
}
