package org.yunhe.ingestion.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SharedConnectBed;

/**
 * Files of real devices, sent to a real archive by C-STORE, on the topics of a real Connect worker:
 * what is kept of them, what is not, and how soon. The Debian package python3-pydicom has them.
 */
@ExtendWith(SharedConnectBed.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredFilesTest {
  private static final Path FILES = Path.of("/usr/lib/python3/dist-packages/pydicom/data");
  private static final String SOURCE = "pacs_files";
  private static final Duration SECONDS = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<JsonNode>> byLevel = new LinkedHashMap<>();
  private OrthancServer orthanc;
  private ConnectBed bed;
  private KafkaConsumer<byte[], byte[]> consumer;

  @BeforeAll
  void startOnce(ConnectBed shared) throws Exception {
    assertThat(FILES).as("install the Debian package python3-pydicom").isDirectory();
    bed = shared;
    orthanc = new OrthancServer();
    orthanc.start();
    bed.secrets(SOURCE, Map.of("url", orthanc.dicomWeb(), "password", OrthancServer.PASSWORD));
    Map<String, String> settings = ConnectBed.connectorFile("pacs_city");
    settings.put("source", SOURCE);
    settings.put("dicomweb.url", "${secrets:secrets/pacs_files.properties:url}");
    settings.put("auth.type", "basic");
    settings.put("auth.user", OrthancServer.USER);
    settings.put("auth.password", "${secrets:secrets/pacs_files.properties:password}");
    settings.remove("auth.token");
    settings.put("levels", "study,series,instance");
    settings.put("sweep.interval.ms", "1000");
    bed.deploy(SOURCE, settings);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bed.bootstrap(),
                "group.id", "stored-files",
                "auto.offset.reset", "earliest",
                "metadata.max.age.ms", "500"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(Pattern.compile("dicom[.]pacs_files[.].+"));
  }

  @AfterAll
  void stopOnce() throws Exception {
    bed.remove(SOURCE);
    consumer.close();
    orthanc.close();
  }

  @Test
  void aStoredFileIsOnTheTopicsWithinSecondsAndADeletedStudyIsDeletedThere() throws Exception {
    orthanc.store(FILES.resolve("test_files/CT_small.dcm"));

    String study = "1.3.6.1.4.1.5962.1.2.1.20040119072730.12322";
    JsonNode stored = awaitRecord("study", record -> is(record, study) && !op(record).equals("d"));
    assertThat(text(stored, "00100020")).isEqualTo("1CT1");
    assertThat(text(stored, "00080020")).isEqualTo("20040119");
    assertThat(text(stored, "00201208")).isEqualTo("1");
    assertThat(stored.at("/value/source/connector").asText()).isEqualTo("dicom");
    assertThat(stored.at("/value/source/name").asText()).isEqualTo(SOURCE);

    JsonNode series = awaitRecord("series", record -> is(record, study));
    assertThat(text(series, "00180060")).as("tube voltage").isEqualTo("120");
    assertThat(text(series, "00181152")).as("exposure").isEqualTo("170");

    orthanc.delete(study);

    for (String level : List.of("study", "series", "instance")) {
      JsonNode gone = awaitRecord(level, record -> is(record, study) && op(record).equals("d"));
      assertThat(gone.at("/value/after").isNull()).isTrue();
      assertThat(gone.at("/value/source/ts_ms").asLong())
          .isGreaterThan(stored.at("/value/source/ts_ms").asLong());
    }
  }

  @Test
  void aSeriesTellsItsDeviceAndNotTheNameOfThePatient() throws Exception {
    orthanc.store(FILES.resolve("test_files/MR_small.dcm"));

    JsonNode mr = awaitRecord("series", record -> text(record, "00080060").equals("MR"));
    assertThat(text(mr, "00080070")).isEqualTo("TOSHIBA_MEC");
    assertThat(text(mr, "00081090")).isEqualTo("MRT50H1");
    assertThat(text(mr, "00100020")).as("the number leads to the patient").isEqualTo("4MR1");
    assertThat(mr.at("/value/after/00100010").isMissingNode()).as("name").isTrue();
  }

  @Test
  void noPixelsNoBulkDataAndNoPrivateAttributesLeaveTheArchive() throws Exception {
    orthanc.store(FILES.resolve("test_files/rtdose.dcm"));
    orthanc.store(FILES.resolve("test_files/waveform_ecg.dcm"));

    JsonNode dose = awaitRecord("instance", record -> text(record, "00080060").equals("RTDOSE"));
    JsonNode ecg = awaitRecord("instance", record -> text(record, "00080060").equals("ECG"));

    for (JsonNode record : List.of(dose, ecg)) {
      String after = record.at("/value/after").toString();
      assertThat(after).doesNotContain("BulkDataURI", "InlineBinary", "\"7FE0");
      record
          .at("/value/after")
          .fieldNames()
          .forEachRemaining(
              tag -> assertThat(Character.digit(tag.charAt(3), 16) % 2).as(tag).isZero());
    }
  }

  @Test
  void namesInChineseKeepTheirCharacters() throws Exception {
    orthanc.store(FILES.resolve("charset_files/chrX1.dcm"));

    JsonNode stored = awaitRecord("study", record -> record.toString().contains("Wang"));
    assertThat(stored.at("/value/after/00100010/Value/0").toString()).contains("王").contains("小東");
  }

  private JsonNode awaitRecord(String level, Predicate<JsonNode> wanted) {
    await()
        .atMost(SECONDS)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              consumer.poll(Duration.ofMillis(200)).forEach(this::take);
              assertThat(byLevel.getOrDefault(level, List.of())).anyMatch(wanted);
            });
    return byLevel.get(level).stream().filter(wanted).findFirst().orElseThrow();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      JsonNode read =
          JSON.createObjectNode()
              .<ObjectNode>set("key", JSON.readTree(record.key()))
              .set("value", JSON.readTree(record.value()));
      String level = record.topic().substring(record.topic().lastIndexOf('.') + 1);
      byLevel.computeIfAbsent(level, name -> new ArrayList<>()).add(read);
    } catch (IOException e) {
      throw new AssertionError(new String(record.value(), UTF_8), e);
    }
  }

  private static boolean is(JsonNode record, String study) {
    return record.at("/key/study").asText().equals(study);
  }

  private static String op(JsonNode record) {
    return record.at("/value/op").asText();
  }

  private static String text(JsonNode record, String tag) {
    return record.at("/value/after/" + tag + "/Value/0").asText();
  }
}
