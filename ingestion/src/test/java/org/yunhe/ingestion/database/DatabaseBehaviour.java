package org.yunhe.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SourceBehaviour;
import org.yunhe.ingestion.behaviour.SourceSystem;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.feed.Feed;
import org.yunhe.lakehouse.feed.FeedLag;
import org.yunhe.lakehouse.feed.FeedMark;
import org.yunhe.lakehouse.feed.FeedMonitor;
import org.yunhe.lakehouse.feed.FeedPosition;
import org.yunhe.lakehouse.feed.Feeds;
import org.yunhe.lakehouse.feed.SnapshotSignal;
import org.yunhe.lakehouse.server.Ports;

/** What every hospital database does beside what every source does. */
abstract class DatabaseBehaviour extends SourceBehaviour {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ConnectBed bed;
  private HospitalDatabase hospital;
  private Feed feed;
  private YunheConfig bedConfig;
  private final Instant started = Instant.now().minusSeconds(60);

  /** Starts the hospital's server with its table and the account that captures it. */
  abstract HospitalDatabase hospital(YunheConfig config, ConnectBed bed) throws Exception;

  @Override
  protected final SourceSystem open(ConnectBed shared) throws Exception {
    bed = shared;
    Path file = bed.home().resolve("yunhe.yaml");
    Path root = Path.of(System.getProperty("yunhe.root"));
    String ports = "mariadb: %d, postgres: %d, ".formatted(Ports.free(), Ports.free());
    String text = Files.readString(file).replace("{kafka:", "{" + ports + "kafka:");
    Path home = Files.createTempDirectory("yunhe-hospital");
    hospital =
        hospital(
            YunheConfig.parse(root, file, text.replaceFirst("home: .*", "home: " + home)), bed);
    ObjectNode settings = JSON.valueToTree(hospital.settings());
    bedConfig = YunheConfig.parse(root, file, text);
    feed = new Feeds(bedConfig, List.of()).of(hospital.source(), settings);
    return hospital;
  }

  @Test
  @Order(20)
  void localClocksAmountsAndDaysComeAsTheyStand() throws Exception {
    hospital.execute(
        "INSERT INTO his.note (id, text, fee, born, seen) VALUES"
            + " ('typed', 'x', 1234567890.10, '1980-02-29', '2026-03-08 02:30:00.123456')");

    JsonNode after = awaitAfter("typed");

    assertThat(after.path("fee").asText()).isEqualTo("1234567890.10");
    assertThat(after.path("born").asText()).isEqualTo("1980-02-29Z");
    assertThat(after.path("seen").asText()).isEqualTo("2026-03-08T02:30:00.123456Z");
  }

  @Test
  @Order(21)
  void aTimeThatHasAZoneComesAsUtc() throws Exception {
    String before = Instant.now().minusSeconds(5).toString();
    hospital.execute("INSERT INTO his.note (id, stamped) VALUES ('zoned', now())");

    String stamped = awaitAfter("zoned").path("stamped").asText();

    assertThat(stamped).endsWith("Z").isBetween(before, Instant.now().plusSeconds(5).toString());
  }

  @Test
  @Order(22)
  void aLargeTextComesWholeAndStaysWhenOnlyAnotherColumnChanges() throws Exception {
    String large = "好的文本" + "0123456789abcdef张".repeat(62_000);
    hospital.insert("large", large);
    assertThat(awaitAfter("large").path("text").asText()).isEqualTo(large);

    hospital.execute("UPDATE his.note SET flag = 7 WHERE id = 'large'");
    await().atMost(PATIENCE).until(() -> newest("large").path("after").path("flag").asInt() == 7);

    assertThat(newest("large").path("after").path("text").asText()).isEqualTo(large);
    assertThat(newest("large").path("before").path("text").asText()).isEqualTo(large);
    hospital.delete("large");
  }

  @Test
  @Order(23)
  void addedAndDroppedColumnsAreFollowedWithoutARestart() throws Exception {
    hospital.execute("ALTER TABLE his.note ADD COLUMN extra varchar(20)");
    hospital.execute("INSERT INTO his.note (id, extra) VALUES ('wider', 'more')");
    assertThat(awaitAfter("wider").path("extra").asText()).isEqualTo("more");

    hospital.execute("ALTER TABLE his.note DROP COLUMN extra");
    hospital.insert("narrower", "less");

    assertThat(awaitAfter("narrower").has("extra")).isFalse();
  }

  /** Reads a table again by a signal while changes go on, where the connector takes signals. */
  final void readAgainBySignal() throws Exception {
    int before = envelopes().size();
    hospital.insert("kept", "stands");
    awaitAfter("kept");
    try (SnapshotSignal signal = new SnapshotSignal(bed.bootstrap())) {
      signal.request(hospital.source(), "his", "note");
    }
    hospital.update("kept", "changed meanwhile");

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              // Windows of a read-only snapshot close by what the log brings.
              hospital.repeat("narrower");
              return envelopes().stream()
                  .skip(before)
                  .anyMatch(
                      e ->
                          e.at("/source/snapshot").asText().equals("incremental")
                              && e.at("/after/id").asText().equals("first-0"));
            });

    assertThat(state("kept")).isEqualTo("changed meanwhile");
  }

  @Test
  @Order(25)
  void captureIsBehindWhileTheWorkerIsDownAndPassesTheMarkAfterwards() throws Exception {
    feed.requireReachable();
    assertThat(feed.rows(List.of("note")).get("note"))
        .isEqualTo(Long.parseLong(hospital.ask("SELECT count(*) FROM his.note")));
    FeedMark mark;
    try (FeedMonitor monitor = new FeedMonitor(bedConfig, List.of())) {
      Instant noon = Instant.parse("2026-01-01T12:00:00Z");
      assertThat(look(monitor, noon).state()).isEqualTo("running");
      bed.killWorker();
      hospital.insert("unread", "x".repeat(5000));
      mark = feed.mark();
      assertThat(mark.passed()).isFalse();
      assertThat(look(monitor, noon.plusSeconds(10)).state()).isEqualTo("worker_down");

      bed.startWorker();

      await().atMost(PATIENCE).until(mark::passed);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                FeedLag lag = look(monitor, noon.plusSeconds(70));
                assertThat(lag.state()).isEqualTo("running");
                assertThat(lag.seconds()).isZero();
                assertThat(lag.newest()).isBetween(started, Instant.now().plusSeconds(60));
                assertThat(lag.protocol()).isEqualTo(feed.protocol());
              });
    }
    awaitAfter("unread");
    // What the server itself writes into its log is passed with the next heartbeat, not at once.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              FeedPosition position = feed.position();
              assertThat(position.active()).isTrue();
              assertThat(position.bytes()).isLessThan(100_000);
            });
  }

  @Test
  @Order(26)
  void aTruncationArrivesWithItsPlaceInTheLog() throws Exception {
    hospital.execute("TRUNCATE TABLE his.note");
    hospital.insert("after-truncation", "new");
    awaitAfter("after-truncation");

    List<JsonNode> all = envelopes();
    JsonNode truncation =
        all.stream().filter(e -> e.path("op").asText().equals("t")).findFirst().orElseThrow();
    String place = hospital.position(truncation.path("source"));
    assertThat(place)
        .isGreaterThan(hospital.position(newest("unread").path("source")))
        .isLessThan(hospital.position(newest("after-truncation").path("source")));
  }

  private FeedLag look(FeedMonitor monitor, Instant at) {
    return monitor.look(at).stream()
        .filter(lag -> lag.source().equals(hospital.source()))
        .findFirst()
        .orElseThrow();
  }

  final HospitalDatabase hospital() {
    return hospital;
  }

  final Feed feed() {
    return feed;
  }

  private String state(String id) {
    return newest(id).path("after").path("text").asText();
  }

  private JsonNode awaitAfter(String id) {
    await().atMost(PATIENCE).until(() -> newest(id) != null);
    return newest(id).path("after");
  }

  /** The newest envelope of a row by its place in the source's log. */
  private JsonNode newest(String id) {
    return envelopes().stream()
        .filter(e -> e.at("/after/id").asText(e.at("/before/id").asText()).equals(id))
        .reduce(
            (one, other) ->
                hospital
                            .position(one.path("source"))
                            .compareTo(hospital.position(other.path("source")))
                        > 0
                    ? one
                    : other)
        .orElse(null);
  }

  private List<JsonNode> envelopes() {
    List<JsonNode> found = new ArrayList<>();
    TopicPartition partition = new TopicPartition("cdc." + hospital.source() + ".note", 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bed.bootstrap()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      consumer.seekToBeginning(List.of(partition));
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          if (record.value() != null) {
            found.add(JSON.readTree(record.value()));
          }
        }
      }
      return found;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
