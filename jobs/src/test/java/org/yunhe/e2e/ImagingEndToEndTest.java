package org.yunhe.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.lakehouse.config.Secrets;

/**
 * What a device sends to a real archive stands in core within a minute, and leaves it when it is
 * deleted there. The city hospital gets a second archive, an Orthanc, beside the one of the demo:
 * another connector of the same source, whose studies nobody else has. Takes about five minutes,
 * more than the suite has on a slow machine, so it is run on demand: {@code YUNHE_E2E_ALL=true}.
 */
@EnabledIfEnvironmentVariable(named = RunningPlatform.ALL, matches = "true")
@Tag(RunningPlatform.TAG)
@ExtendWith(RunningPlatform.class)
@Order(Integer.MAX_VALUE - 2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImagingEndToEndTest {
  private static final Path FILES =
      Path.of("/usr/lib/python3/dist-packages/pydicom/data/test_files");
  private static final String CONNECTOR = "pacs_city_second";
  private static final ZoneId HOSPITAL = ZoneId.of("Asia/Shanghai");
  private static final Duration PROMISE = Duration.ofSeconds(60);

  /** Longer than the promise, so that a broken one is told with its figures. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private TestPlatform platform;
  private OrthancArchive archive;
  private Process core;
  private String order;
  private String patient;
  private final Study today = new Study(ZonedDateTime.now(HOSPITAL).minusMinutes(10));
  private final Study old = new Study(ZonedDateTime.of(2004, 1, 19, 10, 15, 0, 0, HOSPITAL));

  /** A study of two series, with UIDs of its own. */
  private record Study(ZonedDateTime begun, String uid, List<String> series) {
    Study(ZonedDateTime begun) {
      this(begun, newUid(), List.of(newUid(), newUid()));
    }
  }

  @BeforeAll
  void connectTheArchive(TestPlatform running) throws Exception {
    assertThat(FILES).as("install the Debian package python3-pydicom").isDirectory();
    platform = running;
    Instant started = Instant.now();
    core = platform.start("run", "core", "--follow", "20");
    archive = new OrthancArchive(platform.config().root());
    Secrets.write(
        secrets(), "url=%s%npassword=%s%n".formatted(archive.dicomWeb(), archive.password()));
    ObjectNode settings =
        (ObjectNode)
            JSON.readTree(
                    platform
                        .config()
                        .root()
                        .resolve("ingestion/target/classes/connectors/pacs_city.json")
                        .toFile())
                .path("config");
    settings.put("dicomweb.url", "${secrets:secrets/" + CONNECTOR + ".properties:url}");
    settings.put("auth.type", "basic");
    settings.put("auth.user", archive.user());
    settings.put("auth.password", "${secrets:secrets/" + CONNECTOR + ".properties:password}");
    settings.remove("auth.token");
    connect("PUT", "/config", settings.toString());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        JSON.readTree(connect("GET", "/status", "").body())
                            .at("/tasks/0/state")
                            .asText())
                    .isEqualTo("RUNNING"));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                number(
                        "SELECT count(*) FROM lake.ops.job_run WHERE job = 'core'"
                            + " AND status = 'succeeded' AND started_at > from_iso8601_timestamp(?)",
                        started.toString())
                    > 0);
    List<String> exam =
        row(
            """
            SELECT min_by(imaging_study_id, imaging_study_id), min_by(patient_id, imaging_study_id)
            FROM lake.core.imaging_study
            WHERE source = 'his_city' AND imaging_study_id = concat('his_city:', accession_no)
            """);
    order = exam.get(0).replace("his_city:", "");
    patient = exam.get(1).replace("his_city:", "");
  }

  @AfterAll
  void disconnectIt() throws Exception {
    if (archive != null) {
      connect("DELETE", "", "");
      Files.deleteIfExists(secrets());
      archive.close();
    }
    if (core != null) {
      List<ProcessHandle> engine = core.descendants().toList();
      engine.forEach(ProcessHandle::destroy);
      for (ProcessHandle process : engine) {
        process.onExit().get(1, TimeUnit.MINUTES);
      }
      core.destroy();
      core.waitFor();
    }
  }

  @Test
  @Order(1)
  void aStudyOfTodayStandsInCoreWithinAMinuteOfItsStoring() throws Exception {
    standsInCoreInTime(today, "a study of today");
    assertThat(
            row(
                """
                SELECT patient_id, order_id, series_count, instance_count, modality_local,
                  CAST(date(performed_at AT TIME ZONE 'Asia/Shanghai') AS varchar)
                FROM lake.core.imaging_study WHERE study_uid = ?
                """,
                today.uid()))
        .containsExactly(
            "his_city:" + patient,
            "his_city:" + order,
            "2",
            "3",
            "CT",
            today.begun().toLocalDate().toString());
    assertThat(
            row(
                """
                SELECT array_join(array_agg(format('%s:%s:%s', series_number, instance_count,
                  CAST(tube_voltage AS integer)) ORDER BY series_number), ' ')
                FROM lake.core.imaging_series WHERE imaging_study_id = ?
                """,
                "pacs_city:" + today.uid()))
        .containsExactly("1:2:120 2:1:120");
  }

  @Test
  @Order(2)
  void aStudyOfLongAgoStandsInCoreWithinAMinuteOfItsStoring() throws Exception {
    standsInCoreInTime(old, "a study of 2004");
  }

  @Test
  @Order(3)
  void aStudyThatIsDeletedInTheArchiveLeavesCore() throws Exception {
    Instant deleted = Instant.now();
    archive.delete(today.uid());
    archive.delete(old.uid());

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> rowsOf(today) + rowsOf(old) == 0);
    System.out.printf(
        "two deleted studies: gone from core after %.1f s%n", seconds(deleted, Instant.now()));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () ->
                assertThat(
                        number(
                            """
                            SELECT count(*) FROM lake.ops.source_row s
                            JOIN lake.ops.job_run r ON r.run_id = s.run_id
                            WHERE s.source = 'pacs_city' AND s.outcome = 'deleted'
                              AND r.status = 'succeeded'
                              AND (s.source_key LIKE concat('%', ?, '%')
                                OR s.source_key LIKE concat('%', ?, '%'))
                            """,
                            today.uid(), old.uid()))
                    .isEqualTo(6));
    assertThat(
            number(
                """
                SELECT count(*) FROM lake.ops.reconciliation
                WHERE source = 'pacs_city' AND NOT balanced
                """))
        .isZero();
  }

  private void standsInCoreInTime(Study study, String name) throws Exception {
    List<Path> files = List.of(image(study, 1, 1), image(study, 1, 2), image(study, 2, 3));
    Instant sent = Instant.now();
    archive.store(files);
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> rowsOf(study) == 3);
    Instant seen = Instant.now();
    Instant landed = newest("ingested_at", "raw.dicom", study);
    Instant merged = newest("merged_at", "core.imaging_study", study);
    System.out.printf(
        "%s: sent, taken in for raw.dicom after %.1f s, merged by a run begun after %.1f s,"
            + " seen in core.imaging_study and core.imaging_series after %.1f s%n",
        name, seconds(sent, landed), seconds(sent, merged), seconds(sent, seen));
    assertThat(Duration.between(sent, seen)).isLessThanOrEqualTo(PROMISE);
  }

  private Path image(Study study, int series, int instance) throws Exception {
    String day = study.begun().format(DateTimeFormatter.ofPattern("yyyyMMdd"));
    String time = study.begun().format(DateTimeFormatter.ofPattern("HHmmss"));
    return OrthancArchive.image(
        FILES.resolve("CT_small.dcm"),
        folder.resolve(day + "-" + instance + ".dcm"),
        List.of(
            "StudyInstanceUID=" + study.uid(),
            "SeriesInstanceUID=" + study.series().get(series - 1),
            "SOPInstanceUID=" + newUid(),
            "SeriesNumber=" + series,
            "InstanceNumber=" + instance,
            "StudyDate=" + day,
            "SeriesDate=" + day,
            "StudyTime=" + time,
            "SeriesTime=" + time,
            "TimezoneOffsetFromUTC=+0800",
            "PatientID=" + patient,
            "AccessionNumber=" + order));
  }

  /** Rows of core that a study gives: one of its own and one of each series. */
  private long rowsOf(Study study) throws SQLException {
    return number(
        """
        SELECT (SELECT count(*) FROM lake.core.imaging_study WHERE study_uid = ?)
          + (SELECT count(*) FROM lake.core.imaging_series WHERE imaging_study_id = ?)
        """,
        study.uid(),
        "pacs_city:" + study.uid());
  }

  private Path secrets() {
    return platform.config().secret(CONNECTOR + ".properties");
  }

  private HttpResponse<String> connect(String method, String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          platform.config().connect().url() + "/connectors/" + CONNECTOR + path))
                  .header("Content-Type", "application/json")
                  .method(
                      method,
                      body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
      return answer;
    }
  }

  private static String newUid() {
    return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  private Instant newest(String column, String table, Study study) throws SQLException {
    return Instant.parse(
        row(
                "SELECT to_iso8601(max(%s) AT TIME ZONE 'UTC') FROM lake.%s WHERE study_uid = ?"
                    .formatted(column, table),
                study.uid())
            .getFirst());
  }

  private long number(String sql, String... values) throws SQLException {
    return Long.parseLong(row(sql, values).getFirst());
  }

  private List<String> row(String sql, String... values) throws SQLException {
    try (Connection trino = platform.trino("platform");
        PreparedStatement statement = trino.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        return row;
      }
    }
  }
}
