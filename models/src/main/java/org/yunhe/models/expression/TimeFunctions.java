package org.yunhe.models.expression;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Functions of dates and instants, in UTC. */
final class TimeFunctions {
  private TimeFunctions() {}

  static void addTo(StandardFunctions standard) {
    standard.strict("to_date", 1, 1, a -> date(a[0]));
    standard.strict("to_timestamp", 1, 1, a -> time(a[0]));
    standard.strict("year", 1, 1, a -> (long) date(a[0]).getYear());
    standard.strict("month", 1, 1, a -> (long) date(a[0]).getMonthValue());
    standard.strict("day", 1, 1, a -> (long) date(a[0]).getDayOfMonth());
    standard.strict("hour", 1, 1, a -> (long) time(a[0]).atOffset(ZoneOffset.UTC).getHour());
    standard.strict("datediff", 2, 2, a -> date(a[0]).toEpochDay() - date(a[1]).toEpochDay());
    standard.strict("date_add", 2, 2, a -> date(a[0]).plusDays(days(a[1])));
    standard.strict("date_sub", 2, 2, a -> date(a[0]).minusDays(days(a[1])));
    standard.strict("add_months", 2, 2, a -> date(a[0]).plusMonths(days(a[1])));
    standard.strict("unix_timestamp", 1, 1, a -> time(a[0]).getEpochSecond());
    standard.add("current_date", 0, 0, a -> LocalDate.now(Clock.systemUTC()));
    standard.add("current_timestamp", 0, 0, a -> now());
    standard.add("now", 0, 0, a -> now());
  }

  /** Returns the whole units from one time to another, as {@code timestampdiff} counts them. */
  static Object difference(ChronoUnit unit, Object from, Object to) {
    return from == null || to == null
        ? null
        : unit.between(time(from).atOffset(ZoneOffset.UTC), time(to).atOffset(ZoneOffset.UTC));
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static LocalDate date(Object value) {
    return (LocalDate) Casts.exact(value, Casts::toDate, "date");
  }

  private static Instant time(Object value) {
    return (Instant) Casts.exact(value, Casts::toTimestamp, "timestamp");
  }

  private static int days(Object value) {
    return (int) Casts.exact(value, Casts::toInt, "int");
  }
}
