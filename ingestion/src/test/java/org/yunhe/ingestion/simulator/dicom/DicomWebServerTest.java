package org.yunhe.ingestion.simulator.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.ingestion.simulator.store.Server;
import org.yunhe.ingestion.simulator.store.SourceDatabase;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.PostgresServer;

/** The archive of the demonstration, over examinations in a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DicomWebServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private final int port = Ports.free();
  private final HttpClient http = HttpClient.newHttpClient();
  private PostgresServer postgres;
  private DicomWebServer server;
  private Properties secrets;

  @BeforeAll
  void startOnce() throws Exception {
    Path root = Path.of(System.getProperty("yunhe.root"));
    String settings =
        "home: %s\nports: {postgres: %d}\n".formatted(folder.resolve("home"), Ports.free());
    postgres = new PostgresServer(YunheConfig.parse(root, Path.of("test.yaml"), settings));
    postgres.start();
    Server database =
        new Server(
            postgres.url(""), PostgresServer.SUPERUSER, Secrets.read(postgres.passwordFile()));
    SourceDatabase.openOrCreate(database, "his_city", "his").close();
    execute("CREATE SCHEMA his");
    execute(
        "CREATE TABLE his.br_jbxx (brid varchar(20), xm varchar(50), xb varchar(1), csrq date)");
    execute(
        "CREATE TABLE his.jc_bgd (jcxh varchar(20), brid varchar(20), jclx varchar(4), jcxmmc"
            + " varchar(100), jcsj timestamp, bgzt varchar(1))");
    execute("INSERT INTO his.br_jbxx VALUES ('B1', '王芳', '2', '1980-02-03')");
    examine("JC0000000001", "CT", "胸部CT平扫", "2026-02-10 09:40:00");
    examine("JC0000000002", "DR", "胸部正位片", "2026-02-11 10:00:00");
    examine("JC0000000003", "ECG", "常规心电图", "2026-02-11 11:00:00");
    server =
        DicomWebServer.start(
            List.of(
                "--jdbc", postgres.url(""),
                "--user", PostgresServer.SUPERUSER,
                "--password-file", postgres.passwordFile().toString(),
                "--secrets", folder.toString(),
                "--port", Integer.toString(port)));
    secrets = new Properties();
    secrets.load(Files.newBufferedReader(folder.resolve("pacs_city.properties")));
  }

  @AfterAll
  void stopOnce() {
    server.close();
    postgres.stop();
  }

  @Test
  void studiesBelongToTheExaminationsThatMakeImages() throws Exception {
    JsonNode studies = get("/studies?StudyDate=20260201-20260228");

    assertThat(studies).hasSize(2);
    JsonNode ct = studies.path(0);
    assertThat(text(ct, "00080050")).isEqualTo("JC0000000001");
    assertThat(text(ct, "00100020")).isEqualTo("B1");
    assertThat(ct.at("/00100010/Value/0/Alphabetic").asText()).isEqualTo("王芳");
    assertThat(text(ct, "00080020")).isEqualTo("20260210");
    assertThat(get("/studies?StudyInstanceUID=" + text(ct, "0020000D"))).hasSize(1);
    assertThat(
            get("/studies?limit=1&offset=1&StudyDate=20260201-20260228").path(0).path("00080050"))
        .isEqualTo(studies.path(1).path("00080050"));
  }

  @Test
  void countsAgreeOnAllLevelsAndACtHasItsDose() throws Exception {
    JsonNode ct = get("/studies?AccessionNumber=JC0000000001").path(0);
    String study = "/studies/" + text(ct, "0020000D");

    JsonNode series = get(study + "/series");

    assertThat(series).hasSize(ct.at("/00201206/Value/0").asInt());
    int images = 0;
    boolean report = false;
    for (JsonNode one : series) {
      JsonNode metadata = get(study + "/series/" + text(one, "0020000E") + "/metadata");
      assertThat(metadata).hasSize(one.at("/00201209/Value/0").asInt());
      images += metadata.size();
      report |= metadata.toString().contains("CT Dose Length Product Total");
    }
    assertThat(images).isEqualTo(ct.at("/00201208/Value/0").asInt());
    assertThat(report).as("dose report").isTrue();
  }

  @Test
  void aStudyAppearsAndGoesWithItsExamination() throws Exception {
    examine("JC0000000009", "US", "腹部超声", "2025-06-01 08:00:00");
    awaitStudies("JC0000000009", 1);

    execute("DELETE FROM his.jc_bgd WHERE jcxh = 'JC0000000009'");

    awaitStudies("JC0000000009", 0);
  }

  @Test
  void nobodyReadsWithoutTheToken() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(secrets.get("url") + "/studies")).build();

    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    assertThat(call("http://localhost:" + port + "/health").statusCode()).isEqualTo(200);
  }

  private void awaitStudies(String accession, int expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(get("/studies?AccessionNumber=" + accession)).hasSize(expected));
  }

  private void examine(String accession, String kind, String display, String at) throws Exception {
    execute(
        "INSERT INTO his.jc_bgd VALUES ('%s', 'B1', '%s', '%s', '%s', '3')"
            .formatted(accession, kind, display, at));
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = postgres.connect("his_city");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = call(secrets.get("url") + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> call(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + secrets.get("token"))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String text(JsonNode object, String tag) {
    return object.path(tag).path("Value").path(0).asText();
  }
}
