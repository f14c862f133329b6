package org.yunhe.ingestion.fhir.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.ingestion.behaviour.PollingTask;

/** Files in an object store: which are read, what is reported where, and what goes wrong. */
class ObjectStoreTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUCKET = "region-feeds";

  @TempDir private static Path home;
  private static S3Server store;

  @BeforeAll
  static void startStore() throws IOException {
    store = S3Server.start(home);
    store.makeBucket(BUCKET);
  }

  @AfterAll
  static void stopStore() {
    store.close();
  }

  @Test
  void filesBelowThePrefixAreReadAndTheReportLiesBesideThem() throws Exception {
    put("one/2026/患者.ndjson.gz", packed(patients("a", 30)));
    put("one/.2026/Patient.ndjson", patients("hidden", 1));
    put("one/_draft.ndjson", patients("hidden", 1));
    put("one/notes.txt", patients("hidden", 1));
    put("one-other/Patient.ndjson", patients("other", 1));
    PollingTask task = task("s3://" + BUCKET + "/one", Map.of());

    List<SourceRecord> records = task.pollFor(30);
    task.stop();

    assertThat(records)
        .extracting(PollingTask::id)
        .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(i -> "a" + i).toList());
    assertThat(PollingTask.value(records.getLast()).at("/source/file").asText())
        .isEqualTo("2026/患者.ndjson.gz");
    JsonNode report = JSON.readTree(store.get(BUCKET, "one/.yunhe-reports/2026/患者.ndjson.gz.json"));
    assertThat(report.at("/resources/Patient").asInt()).isEqualTo(30);
    assertThat(report.path("sha256").asText()).hasSize(64);
  }

  @Test
  void aRestartGoesOnInTheMiddleAndAReplacedFileIsReadAgain() throws Exception {
    put("two/Patient.ndjson", patients("b", 35));
    PollingTask task = task("s3://" + BUCKET + "/two/", Map.of());
    while (task.records().size() < 20) {
      task.poll();
    }
    task.restartLosing(3);
    assertThat(task.pollFor(35))
        .extracting(PollingTask::id)
        .containsExactlyElementsOf(IntStream.range(0, 35).mapToObj(i -> "b" + i).toList());

    put("two/Patient.ndjson", patients("c", 36));

    assertThat(task.pollFor(71)).hasSize(71);
    task.stop();
  }

  @Test
  void moreFilesThanOneListingHolds() throws Exception {
    for (int i = 0; i < 1_100; i++) {
      put("many/" + i + ".ndjson", patients("m" + i + "-", 1));
    }
    try (FeedFolder folder = folder("many")) {
      assertThat(folder.list()).hasSize(1_100);
    }
  }

  @Test
  void aWrongKeyAndAMissingBucketAreSaidAndTriedAgain() {
    PollingTask refused =
        task("s3://" + BUCKET + "/one", Map.of("fhir.files.s3.secret.key", "wrong"));
    assertThatThrownBy(refused::poll)
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("s3://" + BUCKET + "/one cannot be read")
        .hasMessageContaining("403");
    refused.stop();
    PollingTask missing = task("s3://no-such-bucket/one", Map.of());
    assertThatThrownBy(missing::poll)
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("404");
    missing.stop();
  }

  @Test
  void aPlaceThatNamesNoBucketIsRefused() {
    assertThatThrownBy(() -> task("s3:///one", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("use a folder, or s3://bucket/prefix");
  }

  @Test
  void aFileThatIsGoneOrAnotherByNowIsNotRead() throws Exception {
    put("gone/a.ndjson", patients("g", 1));
    try (FeedFolder folder = folder("gone")) {
      FeedFile file = folder.list().getFirst();
      assertThatThrownBy(() -> folder.open(new FeedFile("b.ndjson", 1, Instant.now())))
          .isInstanceOf(NoSuchFileException.class);
      put("gone/a.ndjson", patients("g", 2));
      assertThatThrownBy(() -> folder.open(file)).hasMessageContaining("is being written anew");
    }
  }

  @Test
  void aConnectionThatBreaksOffIsNoEnd() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = Thread.ofPlatform().daemon().start(() -> breakOff(listener));
      try (FeedFolder folder =
              ObjectStore.open(
                  "s3://bucket",
                  "http://127.0.0.1:" + listener.getLocalPort(),
                  "us-east-1",
                  "key",
                  "secret");
          InputStream in = folder.open(new FeedFile("a.ndjson", 1000, Instant.now()))) {
        assertThatThrownBy(in::readAllBytes)
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(EOFException.class)
            .hasMessageContaining("Premature EOF");
      }
      server.join();
    }
  }

  private static void breakOff(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      byte[] request = new byte[1 << 16];
      int count = socket.getInputStream().read(request);
      assertThat(new String(request, 0, count, UTF_8)).startsWith("GET /bucket/a.ndjson");
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789".getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PollingTask task(String place, Map<String, String> further) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "name",
                "drop",
                "fhir.files.folder",
                place,
                "fhir.files.s3.endpoint",
                store.url(),
                "fhir.files.s3.access.key",
                store.accessKey(),
                "fhir.files.s3.secret.key",
                store.secretKey(),
                "fhir.files.settle.ms",
                "20",
                "fhir.files.poll.interval.ms",
                "10",
                "fhir.files.batch.size",
                "10"));
    settings.putAll(further);
    return new PollingTask(FhirFileSourceTask::new, settings);
  }

  private static FeedFolder folder(String prefix) {
    return ObjectStore.open(
        "s3://" + BUCKET + "/" + prefix,
        store.url(),
        "us-east-1",
        store.accessKey(),
        store.secretKey());
  }

  private static void put(String key, byte[] bytes) {
    store.put(BUCKET, key, bytes);
  }

  private static byte[] patients(String begin, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"resourceType\":\"Patient\",\"id\":\"" + begin + i + "\"}\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packer = new GZIPOutputStream(out)) {
      packer.write(bytes);
    }
    return out.toByteArray();
  }
}
