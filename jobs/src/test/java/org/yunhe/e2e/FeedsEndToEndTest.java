package org.yunhe.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The feeds that are no databases, on a platform that has just come up: what a hospital pushes,
 * what is pulled from another, the files of a real one, an imaging archive.
 */
@Tag(RunningPlatform.TAG)
@ExtendWith(RunningPlatform.class)
@Order(Integer.MAX_VALUE - 4)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FeedsEndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Types of the two hospitals that come one to one into a core table. */
  private static final Map<String, String> TABLES =
      Map.of(
          "Patient", "patient",
          "Encounter", "encounter",
          "Condition", "condition",
          "MedicationRequest", "medication",
          "AllergyIntolerance", "allergy",
          "Immunization", "immunization",
          "Appointment", "appointment",
          "Practitioner", "practitioner");

  private TestPlatform platform;

  @BeforeAll
  void startPlatform(TestPlatform running) {
    platform = running;
  }

  @Test
  @Order(1)
  void statusShowsEachFeedWithItsLag() throws Exception {
    String whole = platform.run("status").output();
    String status = whole.substring(whole.indexOf("FLOW "));
    for (String source :
        List.of("his_west", "his_east", "fhir_tcm", "fhir_wch", "mimic_fhir", "pacs_city")) {
      assertThat(status.lines().filter(line -> line.startsWith(source + " ")))
          .as(source + " in\n" + status)
          .hasSize(1);
    }
  }

  @Test
  @Order(2)
  void whatTheTwoHospitalsHoldStandsInCore() throws Exception {
    Path feeds = platform.config().home().resolve("feeds");
    Map<String, Long> pushed = new TreeMap<>();
    for (Path file : platform.bundles()) {
      JSON.readTree(file.toFile())
          .path("entry")
          .forEach(e -> pushed.merge(e.at("/resource/resourceType").asText(), 1L, Long::sum));
    }
    Map<String, Long> pulled = new TreeMap<>();
    for (Path file : files(feeds.resolve("fhir_tcm"))) {
      if (file.toString().endsWith(".ndjson")) {
        try (Stream<String> lines = Files.lines(file)) {
          pulled.put(file.getFileName().toString().replace(".ndjson", ""), lines.count());
        }
      }
    }
    assertThat(pushed.get("Encounter")).isGreaterThan(10);
    assertThat(pulled.get("Encounter")).isGreaterThan(10);
    for (var entry : TABLES.entrySet()) {
      assertThat(core(entry.getValue(), "fhir_wch"))
          .as("pushed " + entry.getKey())
          .isEqualTo(pushed.getOrDefault(entry.getKey(), 0L));
      assertThat(core(entry.getValue(), "fhir_tcm"))
          .as("pulled " + entry.getKey())
          .isEqualTo(pulled.getOrDefault(entry.getKey(), 0L));
    }
  }

  @Test
  @Order(3)
  void aPatientOfADatabaseAndOfFhirIsOnePerson() throws SQLException {
    assertThat(
            number(
                """
                SELECT count(*) FROM lake.mart.patient_360
                WHERE any_match(patient_ids, id -> id LIKE 'fhir_%')
                  AND any_match(patient_ids, id -> id LIKE 'his_%')
                """))
        .isGreaterThan(5);
    assertThat(
            number(
                """
                SELECT count(*) FROM (
                  SELECT id_number FROM lake.core.person WHERE id_number IS NOT NULL
                  GROUP BY id_number HAVING count(*) > 1)
                """))
        .as("resident IDs that stand for two persons")
        .isZero();
  }

  @Test
  @Order(4)
  void everyResourceOfTheRealHospitalIsAccountedFor() throws Exception {
    Map<String, Long> given = new TreeMap<>();
    for (Path file : files(platform.realFiles())) {
      if (file.toString().endsWith(".ndjson.gz")) {
        count(file, given);
      }
    }
    assertThat(given.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(15_000);
    Map<String, Long> accounted = new TreeMap<>();
    query(
            """
            SELECT source_table, count(*) FROM lake.ops.source_row
            WHERE source = 'mimic_fhir' AND outcome IN ('core', 'quarantined', 'filtered', 'unmapped')
            GROUP BY source_table
            """)
        .forEach(row -> accounted.put(row.get(0), Long.valueOf(row.get(1))));
    assertThat(accounted).isEqualTo(given);
    assertThat(
            query(
                """
                SELECT source, source_table FROM lake.ops.reconciliation
                WHERE NOT balanced AND (source LIKE '%fhir%' OR source = 'pacs_city')
                """))
        .isEmpty();
    assertThat(
            number(
                """
                SELECT count(*) FROM lake.mart.patient_360
                WHERE cardinality(filter(patient_ids, id -> id LIKE 'mimic%')) = 2
                """))
        .as("real patients whose two registrations are one person")
        .isEqualTo(100);
    assertThat(
            number("SELECT count(*) FROM lake.mart.patient_timeline WHERE source = 'mimic_fhir'"))
        .as("events counted twice")
        .isZero();
  }

  @Test
  @Order(5)
  void studiesOfTheArchiveBelongToExaminationsOfTheHospital() throws SQLException {
    long studies = core("imaging_study", "pacs_city");
    assertThat(studies).isGreaterThan(5);
    assertThat(
            number(
                """
                SELECT count(*) FROM lake.core.imaging_study p
                JOIN lake.core.imaging_study h ON h.accession_no = p.accession_no
                WHERE p.source = 'pacs_city' AND h.source = 'his_city'
                """))
        .isEqualTo(studies);
    assertThat(
            number(
                """
                SELECT count(*) FROM lake.core.imaging_series s
                JOIN lake.core.imaging_study p ON p.imaging_study_id = s.imaging_study_id
                WHERE p.source = 'pacs_city' AND s.modality IS NOT NULL
                """))
        .isGreaterThanOrEqualTo(studies);
  }

  @Test
  @Order(6)
  void aStudyThatLeavesTheArchiveLeavesCore() throws Exception {
    String accession =
        query(
                """
                SELECT max(accession_no) FROM lake.core.imaging_study WHERE source = 'pacs_city'
                """)
            .getFirst()
            .getFirst();
    try (Connection hospital = platform.postgres().connect("his_city");
        var change =
            hospital.prepareStatement("UPDATE his.jc_bgd SET bgzt = '9' WHERE jcxh::text = ?")) {
      change.setString(1, accession);
      assertThat(change.executeUpdate()).isEqualTo(1);
    }
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                number(
                        "SELECT count(*) FROM lake.raw.dicom"
                            + " WHERE source = 'pacs_city' AND op = 'd' AND level = 'study'")
                    > 0);
    done("run", "core");
    assertThat(
            number(
                "SELECT count(*) FROM lake.core.imaging_study WHERE source = 'pacs_city'"
                    + " AND accession_no = '"
                    + accession
                    + "'"))
        .isZero();
  }

  @Test
  @Order(7)
  void ofATransactionWithOneBadResourceNothingLands() throws Exception {
    Path bundle = platform.bundles().get(1);
    String text = Files.readString(bundle).replace("FW0", "FX0");
    HttpResponse<String> refused =
        platform.push(text.replaceFirst("\"gender\":\"(fe)?male\"", "\"gender\":\"unheard-of\""));
    assertThat(refused.statusCode()).as(refused.body()).isBetween(400, 422);
    JsonNode outcome = JSON.readTree(refused.body());
    assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
    assertThat(outcome.toString()).contains("gender");

    HttpResponse<String> taken = platform.push(text);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    long resources = JSON.readTree(text).path("entry").size();
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(
                        number(
                            "SELECT count(*) FROM lake.raw.fhir WHERE source = 'fhir_wch'"
                                + " AND resource_id LIKE 'FX0%'"))
                    .isEqualTo(resources));
  }

  private static void count(Path file, Map<String, Long> types) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        types.merge(JSON.readTree(line).path("resourceType").asText(), 1L, Long::sum);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private long core(String table, String source) throws SQLException {
    return number("SELECT count(*) FROM lake.core." + table + " WHERE source = '" + source + "'");
  }

  private void done(String... arguments) throws Exception {
    TestPlatform.Outcome outcome = platform.run(arguments);
    assertThat(outcome.code()).as(outcome.output()).isZero();
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(query(sql).getFirst().getFirst());
  }

  private List<List<String>> query(String sql) throws SQLException {
    try (Connection trino = platform.trino("platform");
        Statement statement = trino.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
