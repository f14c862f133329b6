package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.yunhe.lakehouse.config.YunheConfig;
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

  /** What must be in the lake: positions of good and of bad records. */
  private static final TreeSet<String> GOOD = new TreeSet<>();

  private static final TreeSet<String> BAD = new TreeSet<>();

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
  void landsATopicThatAppearsLater() throws Exception {
    send("cdc.appeared.later", 100);

    awaitEverything();
  }

  @Test
  @Order(3)
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
  @Order(4)
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
  @Order(5)
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
      if (RANDOM.nextInt(10) == 0) {
        sendBad("cdc.his_west.t" + RANDOM.nextInt(6), "{");
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
      sent.add(producer.send(new ProducerRecord<>(topic, key(id), envelope(id))));
    }
    for (Future<RecordMetadata> metadata : sent) {
      GOOD.add(metadata.get().toString());
    }
  }

  private static void sendBad(String topic, String value)
      throws InterruptedException, ExecutionException {
    BAD.add(
        producer.send(new ProducerRecord<>(topic, key(0), value.getBytes(UTF_8))).get().toString());
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
                assertThat(count("raw.change") + count("ops.quarantine"))
                    .as(() -> String.join("\n", sandbox.flinkLog()))
                    .isGreaterThanOrEqualTo(GOOD.size() + BAD.size()));
    assertThat(positions("raw.change")).isEqualTo(List.copyOf(GOOD));
    assertThat(positions("ops.quarantine")).isEqualTo(List.copyOf(BAD));
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
