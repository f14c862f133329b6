package org.yunhe.jobs.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What was found of a table's promises; the columns of {@code ops.table_sla}.
 *
 * @param table table
 * @param rows rows of the table
 * @param age its freshness, or null where it cannot be judged
 * @param amount its volume, or null where it cannot be judged
 */
record Promise(String table, long rows, Age age, Amount amount) {
  private static final String MET = "met";
  private static final String MISSED = "missed";
  private static final String NOT_APPLICABLE = "not_applicable";

  /**
   * Age of the newest row.
   *
   * @param newest newest value of the element
   * @param seconds its age
   * @param limit greatest age promised, seconds
   */
  record Age(Instant newest, long seconds, long limit) {
    static Age of(Instant newest, Instant now, Duration limit) {
      return new Age(
          newest, Math.max(0, Duration.between(newest, now).toSeconds()), limit.toSeconds());
    }
  }

  /**
   * Rows beside the usual number.
   *
   * @param day day whose rows were counted, or null for the whole table
   * @param rows rows
   * @param usual usual number
   * @param deviation percent that rows stray from it; null where it is nothing and they are not
   * @param limit percent allowed
   */
  record Amount(LocalDate day, long rows, double usual, Double deviation, int limit) {
    static Amount of(LocalDate day, long rows, double usual, int limit) {
      return new Amount(day, rows, usual, PromiseCheck.deviation(rows, usual), limit);
    }
  }

  /** A table without rows: neither met nor missed. */
  static Promise ofEmpty(String table) {
    return new Promise(table, 0, null, null);
  }

  /** Returns met, missed or not_applicable. */
  String freshness() {
    return age == null ? NOT_APPLICABLE : verdict(age.seconds() <= age.limit());
  }

  /** Returns met, missed or not_applicable. */
  String volume() {
    return amount == null
        ? NOT_APPLICABLE
        : verdict(amount.deviation() != null && Math.abs(amount.deviation()) <= amount.limit());
  }

  /** Returns whether a promise is missed. */
  boolean isMissed() {
    return freshness().equals(MISSED) || volume().equals(MISSED);
  }

  private static String verdict(boolean isMet) {
    return isMet ? MET : MISSED;
  }
}
