package org.yunhe.streaming.referral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.streaming.bench.Sandbox;

/**
 * The referral job on a real broker and catalog, killed hard in the middle; what it says is
 * compared with SQL on the table that the changes came from.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReferralJobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ZoneId CLOCK = ZoneId.of("Asia/Shanghai");
  private static final String TOPIC = "cdc.referral.referral";

  private static Sandbox sandbox;
  private static SourceReferrals source;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() throws SQLException {
    sandbox = Sandbox.start("0.5s", 1, 900);
    PostgresServer postgres = new PostgresServer(sandbox.config());
    try (Connection administrator = postgres.connect("postgres");
        Statement statement = administrator.createStatement()) {
      statement.execute("CREATE DATABASE platform");
    }
    source = new SourceReferrals(postgres.connect("platform"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", sandbox.config().kafka().bootstrap(), "linger.ms", "5"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() throws SQLException {
    producer.close();
    source.close();
    sandbox.close();
  }

  @Test
  @Order(1)
  void tellsWhatTheSourceTellsWhateverTheOrderAndThoughItIsKilled() throws Exception {
    source.live(300);
    List<SourceReferrals.Change> changes = new ArrayList<>(source.changes());
    changes.addAll(changes.subList(0, changes.size() / 3));
    Collections.shuffle(changes, new Random(7));
    int half = changes.size() / 2;
    changes.subList(0, half).forEach(ReferralJobTest::send);
    sandbox.startFlink(ReferralJob.NAME);
    await().atMost(PATIENCE).until(() -> !rows("ops.referral_event").isEmpty());
    changes.subList(half, changes.size()).forEach(ReferralJobTest::send);
    sandbox.killFlink();
    sandbox.startFlink(ReferralJob.NAME);

    eventually(() -> assertThat(breaches()).isEqualTo(source.breaches()));
    assertThat(breaches()).as("limits that were not met").hasSizeGreaterThan(200);
    assertThat(countsByDirectionAndState()).isEqualTo(source.countsByDirectionAndState());
    assertThat(steps()).isEqualTo(source.steps());
    for (String table : List.of("ops.referral_event", "ops.sla_breach", "ops.referral_version")) {
      assertThat(revisions(table)).as(table + ": each revision once").doesNotHaveDuplicates();
    }
  }

  @Test
  @Order(2)
  void aLimitIsNotMetThoughNothingFurtherComes() throws Exception {
    LocalDateTime submitted =
        LocalDateTime.now(CLOCK).truncatedTo(ChronoUnit.SECONDS).minusMinutes(15).plusSeconds(6);
    source.put("LATE", emergency(submitted));
    send(source.changes().getLast());

    eventually(() -> assertThat(breaches()).contains("LATE up-claim-emergency 1"));
    Record breach = newest("ops.sla_breach", "breach_id", r -> no(r).equals("LATE")).getFirst();
    assertThat((OffsetDateTime) breach.getField("observed_at"))
        .isAfter((OffsetDateTime) breach.getField("due_at"));
    assertThat(breach.getField("revision")).isEqualTo(1);
    eventually(
        () -> assertThat(alerts("LATE")).singleElement().asString().contains("\"SLA_BREACH\""));
  }

  @Test
  @Order(3)
  void aLateEventTakesTheBreachBack() throws Exception {
    LocalDateTime submitted =
        LocalDateTime.now(CLOCK).truncatedTo(ChronoUnit.SECONDS).minusMinutes(16);
    Map<String, Object> row = new HashMap<>(emergency(submitted));
    row.put("status", "30");
    row.put("received_at", submitted.plusMinutes(3));
    source.put("LATE", row);
    send(source.changes().getLast());

    eventually(() -> assertThat(breaches()).isEqualTo(source.breaches()));
    assertThat(breaches()).doesNotContain("LATE up-claim-emergency 1");
    eventually(
        () ->
            assertThat(alerts("LATE"))
                .hasSize(2)
                .last()
                .asString()
                .contains("SLA_BREACH_RETRACTED"));
    assertThat(alerts("LATE")).noneMatch(alert -> alert.contains("PLATE"));
  }

  @Test
  @Order(4)
  void whatAFatalRuleKeepsOutOfCoreIsNotTracked() throws Exception {
    LocalDateTime submitted = LocalDateTime.now(CLOCK).truncatedTo(ChronoUnit.SECONDS).minusDays(1);
    Map<String, Object> toItself = new HashMap<>(emergency(submitted));
    toItself.put("recv_org", "990201T001");
    source.put("SELF", toItself);
    send(source.changes().getLast());
    source.put("OTHER", emergency(submitted));
    send(source.changes().getLast());

    eventually(() -> assertThat(breaches()).contains("OTHER up-claim-emergency 1"));
    assertThat(breaches()).noneMatch(breach -> breach.startsWith("SELF"));
    assertThat(steps()).noneMatch(step -> step.startsWith("SELF"));
  }

  @Test
  @Order(5)
  void anEmptiedTableTakesItsReferralsWithIt() throws Exception {
    assertThat(breaches()).hasSizeGreaterThan(200);
    LocalDateTime submitted = LocalDateTime.now(CLOCK).truncatedTo(ChronoUnit.SECONDS).minusDays(1);
    source.truncate();
    send(source.changes().getLast());
    source.put("FRESH", emergency(submitted));
    send(source.changes().getLast());

    eventually(() -> assertThat(breaches()).isEqualTo(source.breaches()));
    assertThat(breaches()).containsExactly("FRESH up-claim-emergency 1");
    assertThat(countsByDirectionAndState()).isEqualTo(source.countsByDirectionAndState());
    assertThat(steps()).isEqualTo(source.steps());
    for (String table : List.of("ops.referral_event", "ops.sla_breach", "ops.referral_version")) {
      assertThat(revisions(table)).as(table + ": each revision once").doesNotHaveDuplicates();
    }
  }

  private static Map<String, Object> emergency(LocalDateTime submitted) {
    return Map.of(
        "direction", "1",
        "urgency", "2",
        "status", "20",
        "created_at", submitted.minusMinutes(1),
        "submitted_at", submitted);
  }

  private static void send(SourceReferrals.Change change) {
    byte[] value = change.value() == null ? null : change.value().getBytes(UTF_8);
    byte[] key = change.key() == null ? null : change.key().getBytes(UTF_8);
    producer.send(new ProducerRecord<>(TOPIC, key, value));
  }

  private static void eventually(ThrowingRunnable assertion) {
    producer.flush();
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(700)).untilAsserted(assertion);
  }

  private static TreeSet<String> breaches() throws IOException {
    return newest("ops.sla_breach", "breach_id", r -> r.getField("status").equals("BREACH"))
        .stream()
        .map(r -> no(r) + " " + r.getField("limit_code") + " " + r.getField("level"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static TreeSet<String> steps() throws IOException {
    DateTimeFormatter wallClock = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    return newest("ops.referral_event", "event_id", r -> r.getField("status").equals("VALID"))
        .stream()
        .map(
            r ->
                no(r)
                    + " "
                    + r.getField("to_state")
                    + " "
                    + wallClock.format(
                        ((OffsetDateTime) r.getField("occurred_at")).atZoneSameInstant(CLOCK)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static TreeSet<String> countsByDirectionAndState() throws IOException {
    Map<String, String> codes =
        CodeCatalog.load().list("referral-status", "referral").values().stream()
            .collect(Collectors.toMap(entry -> entry.code(), entry -> entry.localCode()));
    return newest("ops.referral_version", "referral_id", r -> r.getField("deleted").equals(false))
        .stream()
        .collect(
            Collectors.groupingBy(
                r ->
                    (r.getField("direction").equals("up") ? "1 " : "2 ")
                        + codes.get((String) r.getField("state")),
                Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String no(Record row) {
    return ((String) row.getField("referral_id")).substring("referral:".length());
  }

  /** The newest revision of each identifier, of those that are wanted. */
  private static List<Record> newest(String table, String identifier, Predicate<Record> wanted)
      throws IOException {
    String revision = table.equals("ops.referral_version") ? "version" : "revision";
    Map<Object, Record> newest = new HashMap<>();
    for (Record row : rows(table)) {
      newest.merge(
          row.getField(identifier),
          row,
          (a, b) -> (int) a.getField(revision) > (int) b.getField(revision) ? a : b);
    }
    return newest.values().stream().filter(wanted).toList();
  }

  private static List<String> revisions(String table) throws IOException {
    return rows(table).stream().map(row -> row.get(0) + " " + row.get(1)).toList();
  }

  private static List<Record> rows(String table) throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> scan =
        IcebergGenerics.read(sandbox.catalog().loadTable(TableIdentifier.parse(table))).build()) {
      scan.forEach(rows::add);
    }
    return rows;
  }

  private static List<String> alerts(String no) {
    List<String> alerts = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                sandbox.config().kafka().bootstrap(),
                "group.id",
                "test-" + System.nanoTime(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(ReferralConfig.ALERTS));
      for (int quiet = 0; quiet < 3; quiet++) {
        for (var alert : consumer.poll(Duration.ofSeconds(1))) {
          quiet = 0;
          if (alert.value().contains("\"referral:" + no + "\"")) {
            alerts.add(alert.value());
          }
        }
      }
    }
    return alerts;
  }
}
