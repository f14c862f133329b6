package org.yunhe.models.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of dates and times as Spark's casts read and write them. */
final class Times {
  private static final Pattern DATE =
      Pattern.compile("(\\d{4,7})(?:-(\\d{1,2})(?:-(\\d{1,2})(?:[T ].*)?)?)?", Pattern.DOTALL);
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4,6})(?:-(\\d{1,2})(?:-(\\d{1,2})"
              + "(?:[T ](?:(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d*))?)?(.*))?)?)?)?",
          Pattern.DOTALL);
  private static final Pattern SHORT_OFFSET = Pattern.compile("([+-])(\\d):");
  private static final Pattern SHORT_MINUTES = Pattern.compile("([+-])(\\d\\d):(\\d)$");
  private static final int NANO_DIGITS = 9;
  private static final int MICRO = 1000;

  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /** Returns the time as {@code yyyy-MM-dd HH:mm:ss[.ffffff]} in UTC. */
  static String text(Instant time) {
    return TEXT.format(time);
  }

  /** Returns the calendar date that a text says, or null where it says none. */
  static LocalDate date(String text) {
    Matcher parts = DATE.matcher(Casts.trimAll(text));
    return parts.matches() ? day(parts) : null;
  }

  /** Returns the instant that a text says, in UTC where it names no zone, or null. */
  static Instant timestamp(String text) {
    Matcher parts = TIMESTAMP.matcher(Casts.trimAll(text));
    if (!parts.matches()) {
      return null;
    }
    LocalDate day = day(parts);
    try {
      return day == null ? null : instant(parts, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate day(Matcher parts) {
    try {
      return LocalDate.of(number(parts, 1, 1), number(parts, 2, 1), number(parts, 3, 1));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant instant(Matcher parts, LocalDate day) {
    LocalTime time =
        LocalTime.of(
            number(parts, 4, 0), number(parts, 5, 0), number(parts, 6, 0), nanos(parts.group(7)));
    String zone = parts.group(8) == null ? "" : parts.group(8).trim();
    ZoneId zoneId = zone.isEmpty() ? ZoneOffset.UTC : zone(zone);
    return LocalDateTime.of(day, time).atZone(zoneId).toInstant();
  }

  private static ZoneId zone(String text) {
    String padded = SHORT_OFFSET.matcher(text).replaceFirst("$10$2:");
    return ZoneId.of(SHORT_MINUTES.matcher(padded).replaceFirst("$1$2:0$3"), ZoneId.SHORT_IDS);
  }

  private static int nanos(String fraction) {
    if (fraction == null || fraction.isEmpty()) {
      return 0;
    }
    String digits = (fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
    return Integer.parseInt(digits) / MICRO * MICRO;
  }

  private static int number(Matcher parts, int group, int otherwise) {
    return parts.group(group) == null ? otherwise : Integer.parseInt(parts.group(group));
  }
}
