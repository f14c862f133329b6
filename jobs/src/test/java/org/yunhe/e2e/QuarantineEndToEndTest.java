package org.yunhe.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A steward mends what was set aside: list, show, replay, on the whole platform. */
@Tag(RunningPlatform.TAG)
@ExtendWith(RunningPlatform.class)
@Order(Integer.MAX_VALUE - 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuarantineEndToEndTest {
  private static final String SOURCE = "quarantine_test";
  private static final String PATIENT = "fhir." + SOURCE + ".Patient";

  private TestPlatform platform;

  @BeforeAll
  void takePlatform(TestPlatform running) {
    platform = running;
  }

  @Test
  void bytesThatAProducerCouldNotReadLandOnceWhenTheyAreCorrected(@TempDir Path folder)
      throws Exception {
    String broken = "{\"resourceType\":\"Patient\",\"id\":\"a1\",\"active\":tru}";
    String id =
        entry(
            "ingestion", send("quarantine." + SOURCE + ".unknown", null, broken, "TEST_NOT_JSON"));

    assertThat(said(0, "list", "--source", SOURCE, "--code", "TEST_NOT_JSON"))
        .contains(id, "1 of 1 entries");
    assertThat(said(0, "list", "--summary", "--source", SOURCE)).contains("TEST_NOT_JSON");
    Path file = folder.resolve("record.json");
    assertThat(said(0, "show", id, "--raw", file.toString()))
        .contains("reason_code      TEST_NOT_JSON", "source_position  file:7");
    assertThat(Files.readString(file)).isEqualTo(broken);
    assertThat(said(3, "replay", id, "--yes")).contains("YD-002", "its bytes are no JSON");

    Files.writeString(file, broken.replace("tru", "true"));
    assertThat(said(0, "replay", id, "--with", file.toString(), "--yes"))
        .contains("landed in raw.fhir, out of quarantine");

    landed("a1");
    assertThat(said(0, "list", "--source", SOURCE, "--code", "TEST_NOT_JSON")).contains("no entry");
    assertThat(said(2, "replay", id, "--yes")).contains("YU-001", "no open entry");
  }

  @Test
  void whatIsStillUnreadableStaysUnderItsFirstEntry(@TempDir Path folder) throws Exception {
    String wrong =
        "{\"op\":\"u\",\"source\":{\"connector\":\"fhir\",\"ts_ms\":5},\"after\":{\"resourceType\":\"%s\","
            + "\"id\":\"a2\"}}";
    String id =
        entry("landing", send(PATIENT, "{\"id\":\"a2\"}", wrong.formatted("Person"), "ignored"));

    assertThat(said(3, "replay", id, "--yes")).contains("LANDING_RESOURCE_TYPE");
    assertThat(said(0, "list", "--source", SOURCE, "--code", "LANDING_RESOURCE_TYPE"))
        .contains(id, "1 of 1 entries");

    Path file = Files.writeString(folder.resolve("record.json"), wrong.formatted("Patient"));
    assertThat(said(0, "replay", id, "--with", file.toString(), "--yes")).contains("landed in");
    landed("a2");
    assertThat(said(0, "list", "--source", SOURCE, "--stage", "landing")).contains("no entry");
  }

  /** The log has the resource once: its commit may come a moment after the note that it landed. */
  private void landed(String resource) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        number(
                            "raw.fhir WHERE source = '%s' AND resource_id = '%s'"
                                .formatted(SOURCE, resource)))
                    .isOne());
  }

  private String said(int code, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "quarantine";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    TestPlatform.Outcome outcome = platform.run(command);
    assertThat(outcome.code()).as(outcome.output()).isEqualTo(code);
    return outcome.output();
  }

  private RecordMetadata send(String topic, String key, String value, String code)
      throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8));
    record.headers().add("yunhe.reason_code", code.getBytes(UTF_8));
    record.headers().add("yunhe.reason", "no JSON".getBytes(UTF_8));
    record.headers().add("yunhe.position", "file:7".getBytes(UTF_8));
    record.headers().add("yunhe.target", (PATIENT.replace("Patient", "unknown")).getBytes(UTF_8));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.config().kafka().bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer.send(record).get();
    }
  }

  /** Waits until the record is set aside and returns the identifier of its entry. */
  private String entry(String stage, RecordMetadata place) {
    String id = stage + ":" + place.topic() + ":" + place.partition() + ":" + place.offset();
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(number("ops.quarantine WHERE quarantine_id = '" + id + "'")).isOne());
    return id;
  }

  private long number(String from) throws SQLException {
    return Long.parseLong(text("SELECT count(*) FROM lake." + from));
  }

  private String text(String sql) throws SQLException {
    try (Connection trino = platform.trino("platform");
        Statement statement = trino.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
