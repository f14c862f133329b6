package org.yunhe.jobs.release;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The days that a release publishes, in shifted time: those at which every shift is possible, given
 * when the data begins and ends. A date nearer to the edges would tell part of the person's shift.
 *
 * @param from first day
 * @param to last day
 * @param lastDay last day of the data itself
 */
record Period(LocalDate from, LocalDate to, LocalDate lastDay) {
  /** One person in a hundred may lie outside what counts as the beginning and end of the data. */
  private static final int OUTLIER_SHARE = 100;

  /** Returns the period of members with first_contact and last_contact; null where none is left. */
  static Period of(Dataset<Row> members, int k, int shiftDays) {
    int rank = (int) Math.max(k, members.count() / OUTLIER_SHARE);
    Column first = functions.col("first_contact");
    Column last = functions.col("last_contact");
    List<Row> begins = members.orderBy(first.asc_nulls_last()).select(first).takeAsList(rank);
    List<Row> ends = members.orderBy(last.desc_nulls_last()).select(last).takeAsList(rank);
    if (begins.size() < rank
        || begins.get(rank - 1).isNullAt(0)
        || ends.get(rank - 1).isNullAt(0)) {
      return null;
    }
    LocalDate begin = begins.get(rank - 1).getAs(0);
    LocalDate end = ends.get(rank - 1).getAs(0);
    Period period = new Period(begin.plusDays(shiftDays), end.minusDays(shiftDays), end);
    return period.from.isAfter(period.to) ? null : period;
  }
}
