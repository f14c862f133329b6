package org.yunhe.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.Properties;

/**
 * A hospital's imaging archive, a real Orthanc: the one of the tests of {@code ingestion}, as a
 * process of its own. Devices send to it with dcmtk's programs.
 */
final class OrthancArchive implements AutoCloseable {
  private static final String MAIN = "org.yunhe.ingestion.dicom.OrthancServer";
  private static final List<String> TOLD = List.of("url", "dicom-port", "user", "password");

  private final Process process;
  private final Properties reached = new Properties();

  OrthancArchive(Path root) throws IOException {
    Path fixtures = root.resolve("ingestion/target/test-classes");
    assertThat(fixtures.resolve(MAIN.replace('.', '/') + ".class"))
        .as("build the tests of ingestion first")
        .exists();
    process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                fixtures + File.pathSeparator + System.getProperty("java.class.path"),
                MAIN)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    while (!reached.stringPropertyNames().containsAll(TOLD)) {
      String line = lines.readLine();
      assertThat(line).as("Orthanc ended without a word how it is reached").isNotNull();
      String[] pair = line.split("=", 2);
      if (pair.length == 2) {
        reached.setProperty(pair[0], pair[1]);
      }
    }
  }

  /** Returns the root of DICOMweb. */
  String dicomWeb() {
    return reached.getProperty("url");
  }

  String user() {
    return reached.getProperty("user");
  }

  String password() {
    return reached.getProperty("password");
  }

  /** Sends files by C-STORE. */
  void store(List<Path> files) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("storescu", "-aec", "ORTHANC", "localhost", reached.getProperty("dicom-port")));
    files.forEach(file -> command.add(file.toString()));
    dcmtk(command);
  }

  /**
   * Writes a file of a real device's image into a folder, with other attributes ({@code
   * NAME=VALUE}).
   */
  static Path image(Path model, Path file, List<String> attributes)
      throws IOException, InterruptedException {
    Files.copy(model, file);
    List<String> command = new ArrayList<>(List.of("dcmodify", "-nb"));
    attributes.forEach(attribute -> command.addAll(List.of("-i", attribute)));
    command.add(file.toString());
    dcmtk(command);
    return file;
  }

  /** Deletes a study. */
  void delete(String studyUid) throws IOException, InterruptedException {
    String id =
        new ObjectMapper()
            .readTree(call("POST", "/tools/lookup", studyUid).body())
            .path(0)
            .path("ID")
            .asText();
    assertThat(id).as("study " + studyUid).isNotEmpty();
    assertThat(call("DELETE", "/studies/" + id, "").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    String account =
        Base64.getEncoder().encodeToString((user() + ":" + password()).getBytes(UTF_8));
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(dicomWeb()).resolve(path))
              .timeout(Duration.ofSeconds(20))
              .header("Authorization", "Basic " + account)
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static void dcmtk(List<String> command) throws IOException, InterruptedException {
    Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(program.getInputStream().readAllBytes(), UTF_8);
    assertThat(program.waitFor()).as(command.getFirst() + ": " + output).isZero();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
