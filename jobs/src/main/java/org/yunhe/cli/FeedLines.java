package org.yunhe.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.feed.Feed;
import org.yunhe.lakehouse.feed.FeedPosition;
import org.yunhe.models.error.YunheException;

/**
 * One line a source about how far capture is behind: the log now, and the times as the last
 * measurement in {@code ops.feed_lag} has them.
 */
final class FeedLines {
  private static final String NEWEST =
      """
      SELECT source, cast(max_by(lag_seconds, measured_at) AS varchar),
             to_iso8601(max_by(last_source_ts, measured_at)),
             to_iso8601(max(measured_at)), max_by(protocol, measured_at),
             max_by(state, measured_at)
      FROM lake.ops.feed_lag
      WHERE measured_at > current_timestamp - INTERVAL '10' MINUTE GROUP BY source
      """;
  private static final long KIB = 1024;

  private final YunheConfig config;

  FeedLines(YunheConfig config) {
    this.config = config;
  }

  /** Returns source, protocol, state and lag of each feed. */
  List<List<String>> lines(List<Feed> feeds, Map<String, String> states) {
    Map<String, List<String>> measured = measured();
    List<List<String>> lines = new ArrayList<>();
    for (Feed feed : feeds) {
      List<String> row = measured.getOrDefault(feed.source(), List.of());
      lines.add(
          List.of(
              feed.source(),
              feed.protocol(),
              states.getOrDefault(feed.source(), "not deployed"),
              words(log(feed), row)));
      measured.remove(feed.source());
    }
    measured.forEach(
        (source, row) -> {
          if (!states.containsKey(source)) {
            lines.add(List.of(source, row.get(4), row.get(5), words("", row)));
          }
        });
    return lines;
  }

  private static String words(String log, List<String> row) {
    List<String> words = new ArrayList<>(List.of(log));
    if (!row.isEmpty() && row.get(1) != null) {
      words.add(
          age(Duration.ofMillis(Math.round(Double.parseDouble(row.get(1)) * 1000))) + " behind");
    }
    if (!row.isEmpty() && row.get(2) != null) {
      Instant newest = OffsetDateTime.parse(row.get(2)).toInstant();
      Instant at = OffsetDateTime.parse(row.get(3)).toInstant();
      words.add("newest record " + age(Duration.between(newest, at)) + " old");
    }
    words.removeIf(String::isEmpty);
    return words.isEmpty() ? "-" : String.join(", ", words);
  }

  private Map<String, List<String>> measured() {
    Map<String, List<String>> rows = new TreeMap<>();
    try (TrinoClient trino = new TrinoClient(config, "platform")) {
      trino.query(NEWEST).rows().forEach(row -> rows.put(row.get(0), row));
    } catch (YunheException e) {
      return new TreeMap<>();
    }
    return rows;
  }

  private static String log(Feed feed) {
    try {
      FeedPosition position = feed.position();
      if (position.end() != null && position.read() == null) {
        return "nothing captured yet";
      }
      return position.bytes() == null ? "" : bytes(position.bytes()) + " of log";
    } catch (YunheException e) {
      return "does not answer";
    }
  }

  /** Returns a number of bytes in the unit that people would use. */
  static String bytes(long bytes) {
    if (bytes < KIB) {
      return bytes + " B";
    }
    double number = bytes / (double) KIB;
    for (String unit : List.of("KiB", "MiB")) {
      if (number < KIB) {
        return String.format(Locale.ROOT, "%.0f %s", number, unit);
      }
      number /= KIB;
    }
    return String.format(Locale.ROOT, "%.1f GiB", number);
  }

  /** Returns a time in the unit that people would use. */
  static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + " d " + age.toHoursPart() + " h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h " + age.toMinutesPart() + " min";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + " min " + age.toSecondsPart() + " s"
        : Math.max(0, age.toSeconds()) + " s";
  }
}
