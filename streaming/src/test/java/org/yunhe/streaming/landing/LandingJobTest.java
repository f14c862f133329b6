package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.quarantine.Payload;
import org.yunhe.models.error.YunheException;
import org.yunhe.streaming.bench.Sandbox;
import org.yunhe.streaming.session.RuntimeSettings;
import org.yunhe.streaming.session.SavepointStop;

/** The landing job on a real broker and catalog, in a process of its own that is killed hard. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LandingJobTest {
  private static final Duration LANDED = Duration.ofSeconds(60);
  private static final Random RANDOM = new Random();

  private static Sandbox sandbox;
  private static Catalog catalog;
  private static KafkaProducer<byte[], byte[]> producer;

  /** What must be in the lake: positions of the records of each log, and of what is set aside. */
  private static final Map<String, TreeSet<String>> WANTED =
      Map.of(
          "raw.change", new TreeSet<>(),
          "raw.fhir", new TreeSet<>(),
          "raw.dicom", new TreeSet<>(),
          "ops.quarantine", new TreeSet<>());

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start("0.2s", 2, 700);
    catalog = sandbox.catalog();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", sandbox.config().kafka().bootstrap(), "linger.ms", "5"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    sandbox.close();
  }

  @Test
  @Order(1)
  void landsTheGoodBesideTheBad() throws Exception {
    send("cdc.his_east.mz_ghxx", 1000);
    sendBad("cdc.his_east.mz_ghxx", "not json");
    sendBad("cdc.his_east.mz_ghxx", "{\"op\":\"c\"}");
    producer.send(new ProducerRecord<>("cdc.his_east.mz_ghxx", "{\"id\":1}".getBytes(UTF_8), null));
    send("cdc.his_east.mz_ghxx", 1000);
    sandbox.startFlink(LandingJob.NAME);

    awaitEverything();

    List<Record> quarantine = rows("ops.quarantine");
    assertThat(quarantine)
        .extracting(row -> row.getField("reason_code"))
        .containsExactlyInAnyOrder("LANDING_NOT_JSON", "LANDING_NO_POSITION");
    assertThat(quarantine)
        .extracting(row -> row.getField("payload"))
        .containsExactlyInAnyOrder("not json", "{\"op\":\"c\"}");
    Record row = rows("raw.change").getFirst();
    assertThat(row.getField("source")).isEqualTo("his_east");
    assertThat((String) row.getField("after")).startsWith("{\"id\":").endsWith("张三\"}");
  }

  @Test
  @Order(2)
  void landsResourcesAndMetadataWithTheirPositionsHoweverTheyCome() throws Exception {
    for (int version : new int[] {3, 1, 2, 10, 3}) {
      WANTED
          .get("raw.fhir")
          .add(
              producer
                  .send(resource("fhir.fhir_wch.Patient", "out-of-order", version))
                  .get()
                  .toString());
    }
    set(new ProducerRecord<>("fhir.fhir_wch.Patient", bytes("{\"id\":\"x\"}"), bytes("{\"op\":")));
    ProducerRecord<byte[], byte[]> other = resource("fhir.fhir_wch.Condition", "c1", 1);
    set(new ProducerRecord<>("fhir.fhir_wch.Patient", other.key(), other.value()));
    set(new ProducerRecord<>("fhir.fhir_wch.Condition", bytes("{\"id\":\"c2\"}"), other.value()));
    set(new ProducerRecord<>("dicom.pacs_city.series", bytes("{\"study\":\"1\"}"), other.value()));
    send("fhir.fhir_wch.Condition", 100);
    send("dicom.pacs_city.study", 100);

    awaitEverything();

    assertThat(rows("raw.fhir"))
        .filteredOn(row -> row.getField("resource_id").equals("out-of-order"))
        .extracting(row -> row.getField("version_id"))
        .containsExactlyInAnyOrder("1", "2", "3", "3", "10");
    assertThat(
            rows("raw.fhir").stream()
                .filter(row -> row.getField("resource_id").equals("out-of-order"))
                .max(Comparator.comparing(row -> (String) row.getField("source_position")))
                .orElseThrow()
                .getField("version_id"))
        .isEqualTo("10");
    assertThat(rows("ops.quarantine"))
        .filteredOn(row -> !row.getField("source").equals("his_east"))
        .extracting(row -> row.getField("target_table") + " " + row.getField("reason_code"))
        .containsExactlyInAnyOrder(
            "raw.fhir LANDING_NOT_JSON",
            "raw.fhir LANDING_RESOURCE_TYPE",
            "raw.fhir LANDING_RESOURCE_ID",
            "raw.dicom LANDING_NO_KEY");
  }

  @Test
  @Order(3)
  void keepsWhatProducersCouldNotReadAndTellsWhatItCouldNotReadItself() throws Exception {
    ProducerRecord<byte[], byte[]> unread =
        new ProducerRecord<>("quarantine.fhir_wch.Patient", null, new byte[] {'{', (byte) 0xd5});
    unread.headers().add("yunhe.reason_code", bytes("FHIR_NOT_JSON"));
    unread.headers().add("yunhe.reason", bytes("不是 JSON"));
    unread.headers().add("yunhe.position", bytes("Patient.ndjson:17"));
    unread.headers().add("yunhe.target", bytes("fhir.fhir_wch.Patient"));
    set(unread);
    set(new ProducerRecord<>("quarantine.somewhere", null, bytes("base64:AA==")));

    awaitEverything();

    List<Record> entries =
        rows("ops.quarantine").stream()
            .filter(row -> row.getField("stage").equals("ingestion"))
            .toList();
    assertThat(entries)
        .extracting(
            row -> row.getField("quarantine_id"),
            row -> row.getField("source"),
            row -> row.getField("source_table"),
            row -> row.getField("source_position"),
            row -> row.getField("target_table"),
            row -> row.getField("reason_code"),
            row -> row.getField("reason"))
        .containsExactlyInAnyOrder(
            tuple(
                "ingestion:quarantine.fhir_wch.Patient:0:0",
                "fhir_wch",
                "Patient",
                "Patient.ndjson:17",
                "raw.fhir",
                "FHIR_NOT_JSON",
                "不是 JSON"),
            tuple(
                "ingestion:quarantine.somewhere:0:0",
                "somewhere",
                null,
                null,
                null,
                "INGESTION_UNREADABLE",
                "the producer gave no reason"));
    assertThat(entries)
        .extracting(row -> Payload.bytes((String) row.getField("payload")))
        .containsExactlyInAnyOrder(unread.value(), bytes("base64:AA=="));
    assertThat(deadLetters())
        .as("what landing itself set aside, once each while nothing was killed")
        .hasSize(6)
        .allMatch(entry -> entry.startsWith("landing:"));
  }

  @Test
  @Order(4)
  void tellsWhichRecordsCameBackOutOfQuarantine() throws Exception {
    ProducerRecord<byte[], byte[]> mended = resource("fhir.fhir_wch.Patient", "mended", 1);
    mended.headers().add("yunhe.replay", bytes("landing:a:0:1"));
    WANTED.get("raw.fhir").add(producer.send(mended).get().toString());
    ProducerRecord<byte[], byte[]> stillBad =
        new ProducerRecord<>("cdc.his_east.mz_ghxx", key(0), bytes("{"));
    stillBad.headers().add("yunhe.replay", bytes("landing:b:0:2"));
    set(stillBad);

    awaitEverything();

    await()
        .atMost(LANDED)
        .untilAsserted(
            () ->
                assertThat(rows("ops.quarantine_replay"))
                    .extracting(
                        row -> row.getField("quarantine_id") + " " + row.getField("target_table"))
                    .containsExactlyInAnyOrder(
                        "landing:a:0:1 raw.fhir", "landing:b:0:2 ops.quarantine"));
  }

  @Test
  @Order(5)
  void landsATopicThatAppearsLater() throws Exception {
    send("cdc.appeared.later", 100);

    awaitEverything();
  }

  @Test
  @Order(6)
  void losesNothingAndDoublesNothingWhenKilledHard() throws Exception {
    ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
    Future<?> sending = load.scheduleAtFixedRate(LandingJobTest::sendSome, 0, 20, MILLISECONDS);
    for (int kill = 0; kill < 3; kill++) {
      awaitRunning();
      int snapshots = snapshots();
      await().atMost(LANDED).until(() -> snapshots() > snapshots);
      await().pollDelay(Duration.ofMillis(RANDOM.nextInt(700))).until(() -> true);
      sandbox.killFlink();
      sandbox.startFlink(LandingJob.NAME);
    }
    assertThat(sending).isNotDone();
    load.shutdown();
    assertThat(load.awaitTermination(10, SECONDS)).isTrue();

    awaitEverything();
  }

  @Test
  @Order(7)
  void resumesFromTheSavepointOfAStop() throws Exception {
    send("cdc.his_east.mz_ghxx", 5000);
    awaitRunning();
    SavepointStop stop = flink();
    assertThat(stop.stopAll().get(LandingJob.NAME)).contains("savepoint-");
    assertThat(stop.running()).isEmpty();
    sandbox.killFlink();
    send("cdc.his_east.mz_ghxx", 1000);
    sandbox.startFlink(LandingJob.NAME);

    awaitEverything();
  }

  @Test
  @Order(8)
  void healsAfterAnOutageOfCatalogAndBroker() throws Exception {
    sandbox.stopCatalog();
    send("cdc.his_east.mz_ghxx", 1000);
    sandbox.killKafka();
    sandbox.startKafka();
    sandbox.startCatalog();
    catalog = sandbox.catalog();
    send("cdc.his_east.mz_ghxx", 1000);

    awaitEverything();
  }

  private static void sendSome() {
    try {
      send("cdc.his_west.t" + RANDOM.nextInt(6), 20);
      send("fhir.fhir_tcm.Observation", 10);
      send("dicom.pacs_city.study", 5);
      if (RANDOM.nextInt(10) == 0) {
        sendBad("cdc.his_west.t" + RANDOM.nextInt(6), "{");
        set(new ProducerRecord<>("quarantine.fhir_tcm.Observation", null, bytes("{")));
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(String topic, int count)
      throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = RANDOM.nextInt(1000);
      sent.add(producer.send(record(topic, id)));
    }
    for (Future<RecordMetadata> metadata : sent) {
      WANTED.get(log(topic)).add(metadata.get().toString());
    }
  }

  private static void sendBad(String topic, String value)
      throws InterruptedException, ExecutionException {
    set(new ProducerRecord<>(topic, key(0), value.getBytes(UTF_8)));
  }

  /** Sends a record that must be set aside. */
  private static void set(ProducerRecord<byte[], byte[]> record)
      throws InterruptedException, ExecutionException {
    WANTED.get("ops.quarantine").add(producer.send(record).get().toString());
  }

  private static String log(String topic) {
    return topic.startsWith("fhir.")
        ? "raw.fhir"
        : topic.startsWith("dicom.") ? "raw.dicom" : "raw.change";
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, int id) {
    return switch (log(topic)) {
      case "raw.fhir" -> resource(topic, "p" + id, RANDOM.nextInt(9));
      case "raw.dicom" ->
          new ProducerRecord<>(
              topic,
              bytes("{\"study\":\"1.2.%d\"}".formatted(id)),
              bytes(
                  "{\"op\":\"u\",\"source\":{\"connector\":\"dicom\",\"ts_ms\":%d},\"after\":{}}"
                      .formatted(1_700_000_000_000L + id)));
      default -> new ProducerRecord<>(topic, key(id), envelope(id));
    };
  }

  private static ProducerRecord<byte[], byte[]> resource(String topic, String id, int version) {
    String type = topic.substring(topic.lastIndexOf('.') + 1);
    return new ProducerRecord<>(
        topic,
        bytes("{\"id\":\"%s\"}".formatted(id)),
        bytes(
            "{\"op\":\"u\",\"source\":{\"connector\":\"fhir\",\"ts_ms\":%d,\"version\":\"%d\"},"
                    .formatted(1_700_000_000_000L + version, version)
                + "\"after\":{\"resourceType\":\"%s\",\"id\":\"%s\"}}".formatted(type, id)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] key(int id) {
    return ("{\"id\":" + id + "}").getBytes(UTF_8);
  }

  private static byte[] envelope(int id) {
    return """
        {"before":null,"after":{"id":%d,"xm":"张三"},"source":{"connector":"postgresql",\
        "ts_ms":1700000000000,"lsn":%d},"op":"c","ts_ms":1700000000000}\
        """
        .formatted(id, RANDOM.nextInt(1_000_000))
        .getBytes(UTF_8);
  }

  /** Waits for the expected number of rows, then compares every position. */
  private static void awaitEverything() throws IOException {
    await()
        .atMost(LANDED)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(WANTED.keySet().stream().mapToLong(LandingJobTest::count).sum())
                    .as(() -> String.join("\n", sandbox.flinkLog()))
                    .isGreaterThanOrEqualTo(WANTED.values().stream().mapToLong(Set::size).sum()));
    for (Map.Entry<String, TreeSet<String>> wanted : WANTED.entrySet()) {
      assertThat(positions(wanted.getKey())).isEqualTo(List.copyOf(wanted.getValue()));
    }
  }

  private static SavepointStop flink() {
    YunheConfig config = sandbox.config();
    return new SavepointStop(
        URI.create(config.flink().url()), RuntimeSettings.of(config), Duration.ofSeconds(30));
  }

  private static void awaitRunning() {
    SavepointStop flink = flink();
    await()
        .atMost(LANDED)
        .ignoreExceptionsInstanceOf(YunheException.class)
        .until(() -> flink.running().containsKey(LandingJob.NAME));
  }

  private static int snapshots() {
    Table table = catalog.loadTable(TableIdentifier.parse("raw.change"));
    return (int) StreamSupport.stream(table.snapshots().spliterator(), false).count();
  }

  private static long count(String table) {
    Map<String, String> summary = new HashMap<>();
    Table loaded = catalog.loadTable(TableIdentifier.parse(table));
    if (loaded.currentSnapshot() != null) {
      summary = loaded.currentSnapshot().summary();
    }
    return Long.parseLong(summary.getOrDefault("total-records", "0"));
  }

  /** Identifiers of the entries that topic {@code quarantine.landing} tells of. */
  private static List<String> deadLetters() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            sandbox.config().kafka().bootstrap(),
            "auto.offset.reset",
            "earliest");
    TopicPartition topic = new TopicPartition("quarantine.landing", 0);
    List<String> entries = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(topic));
      long end = consumer.endOffsets(List.of(topic)).get(topic);
      while (consumer.position(topic) < end) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(
                record ->
                    entries.add(
                        new String(
                            record.headers().lastHeader("yunhe.quarantine_id").value(), UTF_8)));
      }
    }
    return entries;
  }

  private static List<String> positions(String table) throws IOException {
    return rows(table).stream()
        .map(
            row ->
                row.getField("topic")
                    + "-"
                    + row.getField("partition")
                    + "@"
                    + row.getField("offset"))
        .sorted()
        .toList();
  }

  private static List<Record> rows(String table) throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> scan =
        IcebergGenerics.read(catalog.loadTable(TableIdentifier.parse(table))).build()) {
      scan.forEach(rows::add);
    }
    return rows;
  }
}
