package org.yunhe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.yunhe.lakehouse.quarantine.Payload;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The Kafka record that an entry of quarantine comes back as. */
class ReplayRecordsTest {
  private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_000L);
  private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"x\":1.50}";

  private final ReplayRecords records = new ReplayRecords(5);

  @Test
  void aResourceThatAProducerCouldNotReadGetsItsEnvelope() {
    ProducerRecord<byte[], byte[]> record =
        records.unread(unread("unknown", "raw.fhir"), PATIENT.getBytes(UTF_8), null);

    assertThat(record.topic()).isEqualTo("fhir.f.Patient");
    assertThat(text(record.key())).isEqualTo("{\"id\":\"p1\"}");
    assertThat(text(record.value()))
        .isEqualTo(
            "{\"op\":\"u\",\"ts_ms\":5,\"source\":{\"connector\":\"fhir\",\"name\":\"f\","
                + "\"road\":\"replay\",\"ts_ms\":1700000000000},\"before\":null,\"after\":"
                + PATIENT
                + "}");
    assertThat(text(record.headers().lastHeader("yunhe.replay").value())).isEqualTo("e1");
  }

  @Test
  void theVersionOfAResourceIsItsOwnSoThatItComesTwiceAsOne() {
    String resource =
        PATIENT.replace(
            "}",
            ",\"meta\":{\"versionId\":\"4\",\"lastUpdated\":\"2026-11-27T08:00:00.123+08:00\"}}");
    QuarantineEntry entry = unread("Patient", "raw.fhir");

    String first = text(records.unread(entry, resource.getBytes(UTF_8), null).value());
    String later =
        text(new ReplayRecords(99).unread(entry, resource.getBytes(UTF_8), null).value());

    assertThat(first).contains("\"ts_ms\":1795737600123,\"version\":\"4\"}");
    assertThat(later).isEqualTo(first.replace("\"ts_ms\":5", "\"ts_ms\":99"));
  }

  @Test
  void metadataGetsTheKeyOfItsLevel() {
    String series =
        "{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]},\"0020000E\":{\"Value\":[\"1.2.3\"]}}";

    ProducerRecord<byte[], byte[]> record =
        records.unread(unread("series", "raw.dicom"), series.getBytes(UTF_8), null);

    assertThat(record.topic()).isEqualTo("dicom.f.series");
    assertThat(text(record.key())).isEqualTo("{\"study\":\"1.2\",\"series\":\"1.2.3\"}");
    assertThat(text(record.value())).contains("\"connector\":\"dicom\"").endsWith(series + "}");
  }

  @Test
  void whatLandingCouldNotReadGoesToItsTopicWithItsKey() {
    byte[] value = {'{', (byte) 0xd5};
    QuarantineEntry change = landing("cdc.his_east.t", "{\"id\":1}", Payload.text(value));

    ProducerRecord<byte[], byte[]> record = records.unread(change, change.bytes(), null);

    assertThat(record.topic()).isEqualTo("cdc.his_east.t");
    assertThat(text(record.key())).isEqualTo("{\"id\":1}");
    assertThat(record.value()).isEqualTo(value);
    String envelope =
        "{\"op\":\"u\",\"source\":{\"connector\":\"fhir\",\"ts_ms\":1},\"after\":" + PATIENT + "}";
    record = records.unread(landing("fhir.f.Patient", null, "{}"), envelope.getBytes(UTF_8), null);
    assertThat(text(record.key())).as("it had none").isEqualTo("{\"id\":\"p1\"}");
    assertThat(text(record.value())).as("an envelope stays as it is").isEqualTo(envelope);
  }

  @Test
  void anImageOfTheLogKeepsPositionKeyAndOperation() {
    QuarantineEntry entry =
        new QuarantineEntry(
            "e2",
            "core",
            "his",
            "t",
            "{\"id\":1}",
            "p",
            "core.patient",
            "c",
            "YQ-CAST",
            "r",
            "cdc.his.t",
            "0",
            "7",
            "{}",
            AT);

    ProducerRecord<byte[], byte[]> record =
        records.image(
            entry,
            new LogImages.Image(
                "cdc.his.t", "{\"id\":1}", "c", 9L, "0024/\"x\"", null, "H1", "{\"id\":1.0}"));

    assertThat(record.topic()).isEqualTo("cdc.his.t");
    assertThat(text(record.key())).isEqualTo("{\"id\":1}");
    assertThat(text(record.value()))
        .isEqualTo(
            "{\"op\":\"c\",\"ts_ms\":5,\"source\":{\"connector\":\"replay\",\"name\":\"his\","
                + "\"road\":\"replay\",\"ts_ms\":9,\"position\":\"0024/\\\"x\\\"\","
                + "\"org_code\":\"H1\"},\"before\":null,\"after\":{\"id\":1.0}}");
  }

  @Test
  void saysWhyAnEntryCannotComeBackAsItIs() {
    QuarantineEntry entry = unread("Patient", "raw.fhir");

    refused(entry, "{\"resourceType\":", "its bytes are no JSON");
    refused(entry, "[]", "its bytes are no JSON object");
    refused(entry, "{\"resourceType\":\"Patient\"}", "it has no id");
    refused(entry, "{\"resourceType\":\"Bundle\"}", "it is a bundle");
    refused(entry, "{\"id\":\"p1\"}", "it cannot be told where it belongs");
    refused(unread("study", "raw.dicom"), "{\"0020000E\":{}}", "it has no study");
  }

  private void refused(QuarantineEntry entry, String bytes, String why) {
    assertThatThrownBy(() -> records.unread(entry, bytes.getBytes(UTF_8), null))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(entry.id() + " cannot come back: " + why)
        .extracting(e -> ((YunheException) e).code())
        .isEqualTo(ErrorCode.NOT_REPLAYABLE);
  }

  private static QuarantineEntry unread(String table, String target) {
    return new QuarantineEntry(
        "e1",
        "ingestion",
        "f",
        table,
        null,
        "file:1",
        target,
        null,
        "X",
        "why",
        "quarantine.f." + table,
        "0",
        "1",
        "{",
        AT);
  }

  private static QuarantineEntry landing(String topic, String key, String payload) {
    String[] parts = topic.split("\\.", 3);
    return new QuarantineEntry(
        "e3", "landing", parts[1], parts[2], key, null, "raw.x", null, "X", "why", topic, "0", "1",
        payload, AT);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
