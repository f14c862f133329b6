package org.yunhe.ingestion.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.yunhe.lakehouse.server.Ports;

/**
 * A real Orthanc with its DICOMweb plugin and DICOM port, in a folder of its own, on free ports.
 * The Debian packages orthanc, orthanc-dicomweb and dcmtk bring the programs; without them it
 * fails. Its {@code main} keeps one running, to develop against and for the tests of the platform.
 */
final class OrthancServer implements AutoCloseable {
  static final String USER = "yunhe";
  static final String PASSWORD = "secret";

  private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
  private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path home;
  private final int httpPort = Ports.free();
  private final int dicomPort = Ports.free();
  private Process process;

  OrthancServer() throws IOException {
    assertThat(PROGRAM).as("install the Debian package orthanc").exists();
    assertThat(PLUGIN).as("install the Debian package orthanc-dicomweb").exists();
    home = Files.createTempDirectory("yunhe-orthanc");
    ObjectNode settings = JSON.createObjectNode();
    settings.put("Name", "test");
    settings.put("StorageDirectory", home.toString());
    settings.put("IndexDirectory", home.toString());
    settings.putArray("Plugins").add(PLUGIN.toString());
    settings.put("HttpPort", httpPort);
    settings.put("DicomPort", dicomPort);
    settings.put("DicomAet", "ORTHANC");
    settings.put("DefaultEncoding", "Utf8");
    settings.put("DicomAlwaysAllowStore", true);
    settings.put("AuthenticationEnabled", true);
    settings.putObject("RegisteredUsers").put(USER, PASSWORD);
    settings.put("OverwriteInstances", true);
    settings.putObject("DicomWeb").put("Enable", true).put("Root", "/dicom-web/");
    JSON.writeValue(home.resolve("orthanc.json").toFile(), settings);
  }

  /** Starts it and waits until it answers; what it kept stands in it. */
  void start() throws IOException {
    process =
        new ProcessBuilder(PROGRAM.toString(), home.resolve("orthanc.json").toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("orthanc.log").toFile())
            .start();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> call("GET", "/system", "").statusCode() == 200);
  }

  /** Stops it; nobody answers on its ports. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Returns the root of DICOMweb. */
  String dicomWeb() {
    return "http://localhost:" + httpPort + "/dicom-web";
  }

  /** Sends files by C-STORE, with dcmtk's storescu. */
  void store(Path... files) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("storescu", "-R", "-aec", "ORTHANC", "localhost", Integer.toString(dicomPort)));
    for (Path file : files) {
      command.add(file.toString());
    }
    Process storescu = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(storescu.getInputStream().readAllBytes(), UTF_8);
    assertThat(storescu.waitFor()).as(output).isZero();
  }

  /** Makes an instance with some attributes, by keyword, in place of one with the same UID. */
  void create(Map<String, String> attributes) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode tags = body.putObject("Tags");
    attributes.forEach(tags::put);
    body.put("Force", true);
    HttpResponse<String> answer = call("POST", "/tools/create-dicom", body.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Deletes a study. */
  void delete(String studyUid) throws IOException, InterruptedException {
    JsonNode found = JSON.readTree(call("POST", "/tools/lookup", studyUid).body());
    String id = found.path(0).path("ID").asText();
    assertThat(id).as("study " + studyUid).isNotEmpty();
    assertThat(call("DELETE", "/studies/" + id, "").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    String pair = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + httpPort + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Basic " + pair)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() throws InterruptedException {
    stop();
    http.close();
  }

  /** Runs one until it is told to stop, and prints as properties how it is reached. */
  public static void main(String[] args) throws Exception {
    OrthancServer server = new OrthancServer();
    server.start();
    System.out.printf(
        "url=%s%ndicom-port=%d%nuser=%s%npassword=%s%n",
        server.dicomWeb(), server.dicomPort, USER, PASSWORD);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.process.destroy()));
    server.process.waitFor();
  }
}
