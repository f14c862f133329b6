package org.yunhe.models.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the wall-clock times of a hospital's database, and the times of FHIR. */
public final class LocalTime {
  private static final Pattern OFFSET = Pattern.compile(".*[+-]\\d{2}:?\\d{2}");
  private static final Pattern PARTIAL = Pattern.compile("\\d{4}(-\\d{2})?");
  private static final int DATE_LENGTH = 10;

  private LocalTime() {}

  /**
   * Returns {@code text} as UTC (ISO 8601), or unchanged where it is no time, so that the cast
   * after it fails and the row is quarantined with the text as it came.
   *
   * <p>Debezium writes a {@code timestamp} without zone with a closing {@code Z}
   * (io.debezium.time.IsoTimestamp): it is the wall clock all the same. A text with a numeric
   * offset keeps it.
   */
  public static String toUtc(String text, ZoneId zone) {
    if (text == null) {
      return null;
    }
    String trimmed = text.strip();
    try {
      return DateTimeFormatter.ISO_INSTANT.format(instant(trimmed, zone));
    } catch (DateTimeException e) {
      return trimmed.endsWith("Z") ? trimmed + " (not a local time)" : text;
    }
  }

  /**
   * Returns a dateTime of FHIR as UTC (ISO 8601): with an offset or {@code Z} exactly that moment,
   * a day alone as its beginning in {@code zone}. A year or a month tells no moment and gives null;
   * what is no dateTime is returned unchanged, so that the cast after it fails.
   */
  public static String ofFhir(String text, ZoneId zone) {
    if (text == null || PARTIAL.matcher(text.strip()).matches()) {
      return null;
    }
    String trimmed = text.strip();
    return toUtc(
        trimmed.endsWith("Z") ? trimmed.substring(0, trimmed.length() - 1) + "+00:00" : trimmed,
        zone);
  }

  /** Returns the calendar day that {@code text} begins with (ISO 8601), if it does. */
  public static Optional<LocalDate> day(String text) {
    if (text == null || text.strip().length() < DATE_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.strip().substring(0, DATE_LENGTH)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static OffsetDateTime instant(String text, ZoneId zone) {
    String iso = text.length() > DATE_LENGTH ? text.replace(' ', 'T') : text;
    if (iso.length() > DATE_LENGTH && OFFSET.matcher(iso.substring(DATE_LENGTH)).matches()) {
      return OffsetDateTime.parse(iso);
    }
    String wall = iso.endsWith("Z") ? iso.substring(0, iso.length() - 1) : iso;
    LocalDateTime time =
        wall.length() == DATE_LENGTH
            ? LocalDate.parse(wall).atStartOfDay()
            : LocalDateTime.parse(wall);
    return time.atZone(zone).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
  }
}
