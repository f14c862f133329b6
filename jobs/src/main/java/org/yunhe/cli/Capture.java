package org.yunhe.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.feed.Feed;
import org.yunhe.lakehouse.feed.FeedMark;
import org.yunhe.lakehouse.feed.Feeds;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/**
 * Knows when everything that the sources have committed stands in the lake: each feed marks the end
 * of its source and waits until capture has passed it; then landing must have committed all that
 * stands in Kafka.
 */
final class Capture {
  private static final String LANDING = "landing";
  private static final int POLL_MILLIS = 500;
  private static final Duration STALL = Duration.ofMinutes(5);

  /** Several checkpoints: a record would be read by then. */
  private static final Duration SETTLED = Duration.ofSeconds(8);

  private final YunheConfig config;
  private final Connectors connectors;
  private final Map<String, Feed> feeds = new LinkedHashMap<>();
  private final List<SourceDefinition> sources;

  Capture(YunheConfig config, Connectors connectors) {
    this.config = config;
    this.connectors = connectors;
    List<SourceDefinition> declared = SourceCatalog.load().sources();
    Feeds kinds = new Feeds(config, declared);
    for (Connectors.Connector connector : connectors.read()) {
      if (kinds.configured(connector.name(), connector.settings())) {
        feeds.put(connector.name(), kinds.of(connector.name(), connector.settings()));
      }
    }
    this.sources = declared.stream().filter(source -> feeds.containsKey(source.source())).toList();
  }

  /** Returns the sources whose access is on this machine. */
  List<SourceDefinition> sources() {
    return sources;
  }

  /** Returns the feed of each of them. */
  List<Feed> feeds() {
    return sources.stream().map(source -> feeds.get(source.source())).toList();
  }

  /** Returns the rows of each declared table, as {@code source.table}, where a source tells. */
  Map<String, Long> sourceRows() {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (SourceDefinition source : sources) {
      feeds
          .get(source.source())
          .rows(source.tables().keySet())
          .forEach((table, count) -> rows.put(source.source() + "." + table, count));
    }
    return rows;
  }

  /**
   * Waits until the connectors have passed all that is committed now. A connector that still takes
   * its first snapshot does not stream yet, and its slot stands behind nothing: so the marker is
   * written once it streams.
   */
  void awaitCaptured(Consumer<String> note) throws InterruptedException {
    awaitAll(note, "waiting for the first snapshot of ", feed -> feed.position().active());
    Map<String, FeedMark> marks = new LinkedHashMap<>();
    feeds().forEach(feed -> marks.put(feed.source(), feed.mark()));
    awaitAll(note, "waiting for ", feed -> marks.get(feed.source()).passed());
  }

  private void awaitAll(Consumer<String> note, String what, Predicate<Feed> done)
      throws InterruptedException {
    List<Feed> waiting = new ArrayList<>(feeds());
    Stall stall = new Stall("capture", STALL);
    while (true) {
      failOnFailedConnector();
      waiting.removeIf(done);
      if (waiting.isEmpty()) {
        return;
      }
      List<String> names = waiting.stream().map(Feed::source).toList();
      note.accept(what + String.join(", ", names));
      stall.check(names + " " + ends());
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Waits until landing has committed everything that stands in Kafka now; returns the records. */
  long awaitLanded(Consumer<String> note) throws InterruptedException {
    return awaitRead(LANDING, note);
  }

  /** Waits until a streaming job has committed all it reads in Kafka now; returns the records. */
  long awaitRead(String job, Consumer<String> note) throws InterruptedException {
    try (KafkaProbe kafka = new KafkaProbe(config.kafka().bootstrap())) {
      Map<TopicPartition, Long> ends = kafka.ends(Capture::captured);
      Stall stall = new Stall(job, STALL);
      long markers = markers(ends);
      for (long lag = Flows.lag(kafka, job, ends); lag > 0; lag = Flows.lag(kafka, job, ends)) {
        note.accept(lag + " records to read");
        stall.check(lag);
        if (lag <= markers && stall.unmovedFor(SETTLED)) {
          break;
        }
        Thread.sleep(POLL_MILLIS);
      }
      return ends.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Returns how many captured records each streaming job has not committed yet. */
  Map<String, Long> readLag(Set<String> jobs) {
    try (KafkaProbe kafka = new KafkaProbe(config.kafka().bootstrap())) {
      Map<TopicPartition, Long> ends = kafka.ends(Capture::captured);
      Map<String, Long> lag = new LinkedHashMap<>();
      long markers = markers(ends);
      for (String job : jobs) {
        long records = Flows.lag(kafka, job, ends);
        lag.put(job, records <= markers ? 0 : records);
      }
      return lag;
    }
  }

  /**
   * Returns how many offsets at the ends of topics may be no records: what is pushed is written in
   * transactions, whose end takes an offset in each partition that no reader ever commits.
   */
  private static long markers(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .filter(end -> end.getKey().topic().matches("(fhir|quarantine)\\..*") && end.getValue() > 1)
        .count();
  }

  private long ends() {
    try (KafkaProbe kafka = new KafkaProbe(config.kafka().bootstrap())) {
      return kafka.ends(Capture::captured).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static boolean captured(String topic) {
    return topic.matches("(cdc|fhir|dicom)\\..*|quarantine\\.(?!landing$).*");
  }

  private void failOnFailedConnector() {
    Map<String, String> states = connectors.states();
    for (Connectors.Connector connector : connectors.read()) {
      String state = states.getOrDefault(connector.name(), "");
      if (state.startsWith("FAILED")) {
        throw new YunheException(
            ErrorCode.CONNECTOR_FAILED,
            "connector "
                + connector.name()
                + " failed: "
                + state.substring("FAILED".length()).strip(),
            "see './yunhe logs connect'; './yunhe up' restarts it");
      }
    }
  }

  /** Fails where nothing moves for too long. */
  private static final class Stall {
    private final String what;
    private final Duration patience;
    private final List<Object> last = new ArrayList<>();
    private Instant moved = Instant.now();

    Stall(String what, Duration patience) {
      this.what = what;
      this.patience = patience;
    }

    boolean unmovedFor(Duration time) {
      return Duration.between(moved, Instant.now()).compareTo(time) > 0;
    }

    void check(Object state) {
      if (!last.equals(List.of(state))) {
        last.clear();
        last.add(state);
        moved = Instant.now();
      } else if (Duration.between(moved, Instant.now()).compareTo(patience) > 0) {
        throw new YunheException(
            ErrorCode.START_FAILED,
            what + " has not moved for " + patience.toMinutes() + " minutes at " + state,
            "see './yunhe status' and the logs of connect and flink");
      }
    }
  }
}
