package org.yunhe.ingestion.dicom;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Which sweep goes on now: the quick ones, over what the archive says was changed and over the
 * recent studies, whenever they are due; between them the slow one over everything, a page at a
 * time with a pause after each.
 */
final class Schedule {
  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

  private final Pace pace;
  private final ZoneId zone;
  private final Clock clock;
  private final LastUpdate lastUpdate;
  private final Round whole;
  private final List<Round> rounds;
  private Round current;

  /**
   * How often and how far sweeps go.
   *
   * @param quick between two quick sweeps
   * @param whole between two sweeps over everything
   * @param pause after each page of the latter
   * @param days how many days before today are recent
   */
  record Pace(Duration quick, Duration whole, Duration pause, int days) {}

  Schedule(Pace pace, ZoneId zone, LastUpdate lastUpdate, Clock clock) {
    this.pace = pace;
    this.zone = zone;
    this.clock = clock;
    this.lastUpdate = lastUpdate;
    this.whole = new Round(() -> new Sweep("", known -> true), pace.whole(), pace.pause(), clock);
    this.rounds =
        List.of(
            new Round(lastUpdate::sweep, pace.quick(), Duration.ZERO, clock),
            new Round(this::recent, pace.quick(), Duration.ZERO, clock),
            whole);
  }

  private Sweep recent() {
    String from = LocalDate.now(clock.withZone(zone)).minusDays(pace.days()).format(DATE);
    return new Sweep("StudyDate=" + from + "-&", known -> known.date().compareTo(from) >= 0);
  }

  /** Returns the sweep whose next page is due, or null where none is. */
  Sweep next() {
    for (Round round : rounds) {
      Sweep sweep = round.next();
      if (sweep != null) {
        current = round;
        return sweep;
      }
    }
    return null;
  }

  /** Takes in a page of the sweep that {@link #next()} gave. */
  void walked(Sweep sweep, Page page) {
    page.objects().forEach(lastUpdate::meet);
    sweep.take(page);
    current.walked();
  }

  /** Returns whether the sweep that {@link #next()} gave is one over everything. */
  boolean isWhole() {
    return current == whole;
  }

  /** Returns for how long nothing is due, in ms. */
  long idle() {
    long due = rounds.stream().mapToLong(Round::due).min().orElse(0);
    return Math.max(0, due - clock.millis());
  }
}
