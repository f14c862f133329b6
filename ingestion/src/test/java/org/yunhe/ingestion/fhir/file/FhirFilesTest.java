package org.yunhe.ingestion.fhir.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.ingestion.behaviour.PollingTask;

/** What the file feed does beyond the behaviour of every source. */
class FhirFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private PollingTask task;

  @BeforeEach
  void start() {
    task =
        new PollingTask(
            FhirFileSourceTask::new,
            Map.of(
                "name", "drop",
                "fhir.files.folder", folder.toString(),
                "fhir.files.settle.ms", "20",
                "fhir.files.poll.interval.ms", "10",
                "fhir.files.batch.size", "10"));
  }

  @AfterEach
  void stop() {
    task.stop();
  }

  @Test
  void aCompressedFileIsReadAndItsReportCountsWhatItHeld() throws Exception {
    byte[] lines = (patients(30) + "{\"resourceType\":\"Patient\"}\nno json\n\n").getBytes(UTF_8);
    Files.write(folder.resolve("Patient.ndjson.gz"), packed(lines));

    List<SourceRecord> records = task.pollFor(32);

    assertThat(records).hasSize(32);
    assertThat(records.get(29).topic()).isEqualTo("fhir.drop.Patient");
    assertThat(PollingTask.value(records.get(29)).path("source").path("line").asInt())
        .isEqualTo(30);
    assertThat(records.get(30).topic()).isEqualTo("quarantine.drop.Patient");
    assertThat(records.get(31).topic()).isEqualTo("quarantine.drop.unknown");
    assertThat(PollingTask.text(records.get(31))).isEqualTo("no json");
    assertThat(records.get(31).headers().lastWithName("yunhe.position").value())
        .isEqualTo("Patient.ndjson.gz:32");
    JsonNode report = report("Patient.ndjson.gz");
    assertThat(report.path("resources").path("Patient").asInt()).isEqualTo(30);
    assertThat(report.path("unreadable").asInt()).isEqualTo(2);
    assertThat(report.path("sha256").asText()).hasSize(64);
  }

  @Test
  void aReportThatCannotBeWrittenIsWrittenOnceItCan() throws Exception {
    write(".yunhe-reports", "a file where the folder of reports should be");
    write("Patient.ndjson", patients(3));
    assertThat(task.pollFor(3)).hasSize(3);

    Files.delete(folder.resolve(".yunhe-reports"));

    await()
        .until(
            () -> {
              task.poll();
              return Files.exists(folder.resolve(".yunhe-reports/Patient.ndjson.json"));
            });
    assertThat(report("Patient.ndjson").at("/resources/Patient").asInt()).isEqualTo(3);
    assertThat(task.records()).hasSize(3);
  }

  @Test
  void referencesWithinABundleAreResolved() throws Exception {
    write(
        "bundle.json",
        """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
          {"fullUrl": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
           "resource": {"resourceType": "Patient"}, "request": {"method": "POST", "url": "Patient"}},
          {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Encounter", "id": "e",
           "subject": {"reference": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"}}}]}
        """);

    List<SourceRecord> records = task.pollFor(2);

    assertThat(records)
        .extracting(PollingTask::id)
        .containsExactly("0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "e");
    assertThat(PollingTask.value(records.get(1)).at("/after/subject/reference").asText())
        .isEqualTo("Patient/0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0");
  }

  @Test
  void aResourcePassesThroughAsTheBytesItIs() throws Exception {
    String resource =
        "{ \"resourceType\": \"Patient\",\"x\":1.50e3,  \"id\":\"a\", \"n\":\"\\u5f20\" }";
    write("one.json", "\n" + resource + "\n");

    assertThat(PollingTask.text(task.pollFor(1).getFirst()))
        .contains("\"after\":" + resource + "}");
  }

  @Test
  void aRestartGoesOnInTheMiddleOfAFile() throws Exception {
    write("Patient.ndjson", patients(35));
    while (task.records().size() < 20) {
      task.poll();
    }
    task.restartLosing(3);

    assertThat(task.pollFor(35))
        .extracting(PollingTask::id)
        .containsExactlyElementsOf(IntStream.range(0, 35).mapToObj(i -> "p" + i).toList());
    assertThat(report("Patient.ndjson").at("/resources/Patient").asInt()).isEqualTo(35);
  }

  @Test
  void aFileThatBreaksOffIsSaidToAndTheNextIsRead() throws Exception {
    byte[] whole = packed(patients(5000).getBytes(UTF_8));
    Files.write(folder.resolve("a.ndjson.gz"), Arrays.copyOf(whole, whole.length / 2));
    write("b.ndjson", "{\"resourceType\":\"Patient\",\"id\":\"after\"}\n");

    List<SourceRecord> records = task.pollFor(2);

    assertThat(records).extracting(SourceRecord::topic).contains("quarantine.drop.unknown");
    assertThat(PollingTask.id(records.getLast())).isEqualTo("after");
  }

  @Test
  void aRewrittenFileIsReadAgainAndATouchedOneIsNot() throws Exception {
    write("Patient.ndjson", patients(3));
    task.pollFor(3);
    Files.setLastModifiedTime(
        folder.resolve("Patient.ndjson"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(task.pollFor(3)).hasSize(3);
    task.restartLosing(0);
    assertThat(task.pollFor(3)).hasSize(3);
    write("Patient.ndjson", patients(4));

    assertThat(task.pollFor(7)).hasSize(7);
  }

  @Test
  void aFileThatIsStillCopiedIsLeftAlone() throws Exception {
    write(".Patient.ndjson.part", patients(3));
    write("Patient.ndjson.tmp", patients(3));
    write("good.ndjson", patients(1));

    assertThat(task.pollFor(1)).hasSize(1);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static String patients(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"resourceType\":\"Patient\",\"id\":\"p" + i + "\"}\n")
        .collect(Collectors.joining());
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packer = new GZIPOutputStream(out)) {
      packer.write(bytes);
    }
    return out.toByteArray();
  }

  private JsonNode report(String file) throws IOException {
    return JSON.readTree(folder.resolve(".yunhe-reports/" + file + ".json").toFile());
  }
}
