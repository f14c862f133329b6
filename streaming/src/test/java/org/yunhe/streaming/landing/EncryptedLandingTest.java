package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yunhe.lakehouse.crypto.DataKey;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.Keys;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.streaming.bench.Sandbox;

/** The landing job in a Flink of its own, with encryption at rest switched on in its settings. */
class EncryptedLandingTest {
  private static final String TOPIC = "cdc.his_east.pat_master_index";

  private static Sandbox sandbox;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start("0.2s", 1, 700, true);
    new Keys(access()).provision();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", sandbox.config().kafka().bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    sandbox.startFlink(LandingJob.NAME);
  }

  @AfterAll
  static void stop() {
    producer.close();
    sandbox.close();
  }

  @Test
  void rowImagesLandEncryptedAndARotatedKeyIsTakenUpWithoutARestart() throws Exception {
    String first = new Keys(access()).list().getFirst().name();
    send(1);
    List<Record> landed = awaitRows(1);
    assertSealed(landed.getFirst(), first);
    assertThat(opened(landed.getFirst(), "before")).isEqualTo("{\"id\":1,\"xm\":\"欧阳\"}");
    assertThat(opened(landed.getFirst(), "after")).isEqualTo("{\"id\":1,\"xm\":\"欧阳1\"}");
    assertThat(landed.getFirst().getField("key")).as("merges compare it").isEqualTo("{\"id\":1}");

    DataKey fresh = new Keys(access()).rotate();
    List<Record> after = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              send(2);
              after.clear();
              after.addAll(rows());
              return after.stream().anyMatch(row -> stored(row, "after").contains(fresh.name()));
            });

    assertThat(after)
        .as("old and new rows are opened")
        .allSatisfy(row -> assertThat(opened(row, "after")).matches("\\{\"id\":.,\"xm\":\"欧阳.\"}"))
        .anySatisfy(row -> assertSealed(row, first))
        .anySatisfy(row -> assertSealed(row, fresh.name()));
  }

  private static void assertSealed(Record row, String key) {
    assertThat(List.of(stored(row, "before"), stored(row, "after")))
        .allSatisfy(value -> assertThat(value).startsWith("yhe1:" + key + ":").doesNotContain("欧"));
  }

  private static String stored(Record row, String column) {
    return (String) row.getField(column);
  }

  private static String opened(Record row, String column) {
    return new ValueOpener(access()).open(stored(row, column), "raw.change." + column);
  }

  private static KeyAccess access() {
    return KeyAccess.of(sandbox.config().encryption());
  }

  private static void send(int id) throws ExecutionException, InterruptedException {
    String value =
        """
        {"before":{"id":%d,"xm":"欧阳"},"after":{"id":%d,"xm":"欧阳%d"},"source":{"connector":\
        "postgresql","ts_ms":1700000000000,"lsn":%d},"op":"u","ts_ms":1700000000000}\
        """
            .formatted(id, id, id, id);
    byte[] key = ("{\"id\":" + id + "}").getBytes(UTF_8);
    producer.send(new ProducerRecord<>(TOPIC, key, value.getBytes(UTF_8))).get();
  }

  private static List<Record> awaitRows(int count) {
    List<Record> rows = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              rows.clear();
              rows.addAll(rows());
              assertThat(rows).as(() -> String.join("\n", sandbox.flinkLog())).hasSize(count);
            });
    return rows;
  }

  private static List<Record> rows() throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> scan =
        IcebergGenerics.read(sandbox.catalog().loadTable(TableIdentifier.parse("raw.change")))
            .build()) {
      scan.forEach(rows::add);
    }
    return rows;
  }
}
