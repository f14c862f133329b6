package org.yunhe.ingestion.fhir.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.ingestion.behaviour.PollingTask;
import org.yunhe.ingestion.simulator.fhir.Access;
import org.yunhe.ingestion.simulator.fhir.FhirServer;
import org.yunhe.lakehouse.server.Ports;

/** What a pull does beyond the behaviour of every source, against a real server. */
class FhirPullTest {
  private static final int PATIENTS = 60;

  private final DamagingFilter filter = new DamagingFilter();
  private FhirServer server;
  private PollingTask task;

  @TempDir private Path folder;

  private void serve(Access access) {
    server =
        new FhirServer(new InetSocketAddress("127.0.0.1", Ports.free()), access, List.of(filter));
    server.start();
  }

  @AfterEach
  void stop() {
    task.stop();
    server.close();
  }

  @Test
  void pagesLoseNothingWhereAllHaveTheSameTime() throws Exception {
    serve(Access.open());
    patients(Instant.now());
    task = new PollingTask(FhirSourceTask::new, settings("fhir.first.load", "search"));

    List<SourceRecord> records = task.pollFor(PATIENTS);

    assertThat(records).extracting(PollingTask::id).doesNotHaveDuplicates().hasSize(PATIENTS);
    assertThat(records)
        .extracting(record -> PollingTask.value(record).path("op").asText())
        .containsOnly("r");
  }

  @Test
  void aPageThatKafkaHasNotTakenWholeIsReadAgain() throws Exception {
    serve(Access.open());
    patients(Instant.now().minus(Duration.ofDays(1)));
    task = new PollingTask(FhirSourceTask::new, settings("fhir.first.load", "search"));
    while (task.records().size() < 40) {
      task.poll();
    }
    task.restartLosing(3);

    assertThat(task.pollFor(PATIENTS))
        .extracting(PollingTask::id)
        .containsAll(ids())
        .hasSizeBetween(PATIENTS, PATIENTS + 7);
  }

  @Test
  void anExportIsTakenUpWhereItWas() throws Exception {
    serve(Access.basic("yunhe", "secret"));
    patients(Instant.now());
    Map<String, String> settings = settings("fhir.first.load", "export");
    settings.putAll(Map.of("fhir.auth", "basic", "fhir.user", "yunhe", "fhir.password", "secret"));
    task = new PollingTask(FhirSourceTask::new, settings);
    while (task.records().isEmpty()) {
      task.poll();
    }
    task.restartLosing(20);
    patient("late", Instant.now());

    assertThat(task.pollFor(PATIENTS + 1))
        .extracting(PollingTask::id)
        .doesNotHaveDuplicates()
        .hasSize(PATIENTS + 1)
        .contains("late");
    assertThat(PollingTask.value(task.records().getLast()).path("op").asText()).isEqualTo("c");
  }

  @Test
  void aResourcePassesThroughAsTheBytesItIs() throws Exception {
    serve(Access.open());
    server
        .store()
        .put(
            "{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\","
                + "\"valueQuantity\":{\"value\":1.50}}");
    task = new PollingTask(FhirSourceTask::new, settings("fhir.types", "Observation"));

    SourceRecord record = task.pollFor(1).getFirst();

    String sent =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.url() + "/Observation/o")).build(),
                BodyHandlers.ofString())
            .body();
    assertThat(PollingTask.text(record)).contains("\"after\":" + sent).contains("1.50");
    assertThat(record.topic()).isEqualTo("fhir.fhir_tcm.Observation");
  }

  @Test
  void deletionsAreFoundByComparingIdsEvenAfterARestart() throws Exception {
    serve(Access.open());
    patients(Instant.now());
    Map<String, String> settings = settings("fhir.deletes", "reconcile");
    task = new PollingTask(FhirSourceTask::new, settings);
    task.pollFor(PATIENTS);
    task.restartLosing(0);
    server.store().delete("Patient", "p7");

    assertThat(task.pollFor(PATIENTS + 1)).hasSize(PATIENTS + 1);
    SourceRecord deletion = task.records().getLast();
    assertThat(PollingTask.id(deletion)).isEqualTo("p7");
    assertThat(PollingTask.value(deletion).path("op").asText()).isEqualTo("d");
    assertThat(PollingTask.value(deletion).path("after").isNull()).isTrue();
  }

  @Test
  void aTokenIsFetchedAgainWhenTheServerTakesItNoLonger() throws Exception {
    serve(Access.tokens("yunhe", "secret", 3600));
    task = new PollingTask(FhirSourceTask::new, tokens("secret"));
    patient("before", Instant.now());
    assertThat(task.pollFor(1)).hasSize(1);
    server.forgetTokens();
    patient("after", Instant.now());

    assertThat(task.pollFor(2)).extracting(PollingTask::id).containsExactly("before", "after");
  }

  @Test
  void aWrongSecretStopsTheTaskAndSaysWhatToDo() {
    serve(Access.tokens("yunhe", "secret", 3600));
    task = new PollingTask(FhirSourceTask::new, tokens("wrong"));

    assertThatThrownBy(() -> task.pollFor(1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("YE-002")
        .hasMessageContaining("client_secret");
  }

  @Test
  void aServerThatIsAskedTooMuchIsLeftAloneAsLongAsItSays() throws Exception {
    serve(Access.open());
    patient("p", Instant.now());
    filter.tooMany.set(2);
    task = new PollingTask(FhirSourceTask::new, settings("fhir.first.load", "search"));
    Instant begin = Instant.now();

    assertThat(task.pollFor(1)).hasSize(1);

    assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
    assertThat(filter.tooMany).hasValue(0);
  }

  @Test
  void requestsKeepToTheRate() throws Exception {
    serve(Access.open());
    patients(Instant.now());
    Map<String, String> settings = settings("fhir.first.load", "search");
    settings.put("fhir.requests.per.second", "10");
    task = new PollingTask(FhirSourceTask::new, settings);
    Instant begin = Instant.now();

    task.pollFor(PATIENTS);

    double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    assertThat(filter.requests.get()).isLessThanOrEqualTo((int) (seconds * 10) + 2);
  }

  private void patients(Instant updated) {
    ids().forEach(id -> patient(id, updated));
  }

  private static List<String> ids() {
    return java.util.stream.IntStream.range(0, PATIENTS).mapToObj(i -> "p" + i).toList();
  }

  private void patient(String id, Instant updated) {
    Patient patient = new Patient();
    patient.setId(id);
    server.store().put(patient, updated);
  }

  private Map<String, String> tokens(String secret) {
    Map<String, String> settings = settings("fhir.auth", "oauth2");
    settings.put("fhir.token.url", server.tokenUrl());
    settings.put("fhir.client.id", "yunhe");
    settings.put("fhir.client.secret", secret);
    return settings;
  }

  private Map<String, String> settings(String name, String value) {
    Map<String, String> settings = new HashMap<>();
    settings.put("name", "fhir_tcm");
    settings.put("fhir.url", server.url());
    settings.put("fhir.types", "Patient");
    settings.put("fhir.page.size", "7");
    settings.put("fhir.poll.interval.ms", "10");
    settings.put("fhir.requests.per.second", "2000");
    settings.put("fhir.reconcile.interval.ms", "100");
    settings.put("fhir.reconcile.folder", folder.toString());
    settings.put(name, value);
    return settings;
  }
}
