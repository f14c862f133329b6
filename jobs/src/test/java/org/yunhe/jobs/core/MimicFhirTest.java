package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yunhe.jobs.TestingLake;

/**
 * The resources of 100 real patients (MIMIC-IV demo on FHIR) through views and mappings: what
 * became of each is counted against the files themselves. Of the files with more than {@link
 * #LINES} lines the suite takes that many; {@code -Dyunhe.mimic.lines=all} takes all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MimicFhirTest {
  private static final Path FILES =
      Path.of(System.getProperty("yunhe.root")).resolve("../shared/data/mimic-iv-demo-fhir");
  private static final String LINES = System.getProperty("yunhe.mimic.lines", "3000");
  private static final Set<String> ALL_IN_CORE =
      Set.of(
          "Patient",
          "Encounter",
          "Condition",
          "Medication",
          "MedicationRequest",
          "MedicationAdministration");
  private static final Set<String> LEFT_OUT =
      Set.of("Location", "MedicationDispense", "MedicationStatement", "Specimen");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> resources = new ArrayList<>();

  /** Resources by type and what must become of them, counted from the files. */
  private final Map<String, Long> expected = new TreeMap<>();

  private TestingLake lake;

  @BeforeAll
  void runOnce() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".ndjson.gz")).sorted().toList()) {
        read(file);
      }
    }
    lake = TestingLake.fresh();
    land(lake.lake().spark());
    lake.run(new CoreJob());
  }

  private void read(Path file) throws IOException {
    long most = LINES.equals("all") ? Long.MAX_VALUE : Long.parseLong(LINES);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line : (Iterable<String>) lines.lines().limit(most)::iterator) {
        resources.add(line);
        JsonNode resource = JSON.readTree(line);
        String type = resource.path("resourceType").asText();
        expected.merge(type + "|" + outcome(type, resource), 1L, Long::sum);
      }
    }
  }

  private static String outcome(String type, JsonNode resource) {
    if (LEFT_OUT.contains(type)) {
      return "unmapped";
    }
    boolean core =
        switch (type) {
          case "Observation" -> tellsSomething(resource);
          case "Procedure" -> !resource.path("status").asText().equals("on-hold");
          default -> ALL_IN_CORE.contains(type);
        };
    return core ? "core" : "filtered";
  }

  /** It or a component has a value, or it was derived from another one, as an organism grown is. */
  private static boolean tellsSomething(JsonNode observation) {
    boolean value = hasValue(observation);
    for (JsonNode component : observation.path("component")) {
      value |= hasValue(component);
    }
    return value || observation.has("derivedFrom") && !observation.has("dataAbsentReason");
  }

  private static boolean hasValue(JsonNode node) {
    for (String name : (Iterable<String>) node::fieldNames) {
      if (name.startsWith("value")) {
        return true;
      }
    }
    return false;
  }

  private void land(SparkSession spark) {
    Dataset<Row> text = spark.createDataset(resources, Encoders.STRING()).toDF("resource");
    Dataset<Row> rows =
        text.select(
            lit("mimic_fhir").as("source"),
            get_json_object(col("resource"), "$.resourceType").as("resource_type"),
            lit("r").as("op"),
            current_timestamp().as("source_ts"),
            lit("00000001772352000000/").as("source_position"),
            lit(null).cast("string").as("version_id"),
            lit("file").as("road"),
            lit(null).cast("string").as("org_code"),
            concat(lit("fhir.mimic_fhir."), get_json_object(col("resource"), "$.resourceType"))
                .as("topic"),
            lit(0).as("partition"),
            monotonically_increasing_id().as("offset"),
            current_timestamp().as("ingested_at"),
            get_json_object(col("resource"), "$.id").as("resource_id"),
            concat(lit("{\"id\":\""), get_json_object(col("resource"), "$.id"), lit("\"}"))
                .as("key"),
            col("resource"));
    lake.lake().append(rows, "raw.fhir");
  }

  @Test
  void everyResourceIsInCoreOrLeftOutByANamedRule() {
    Map<String, Long> found = new TreeMap<>();
    for (Row row :
        lake.query(
            "SELECT source_table, outcome, count(*) FROM ops.source_row"
                + " WHERE source = 'mimic_fhir' GROUP BY 1, 2")) {
      found.put(row.getString(0) + "|" + row.getString(1), row.getLong(2));
    }
    assertThat(found).isEqualTo(expected);
    assertThat(lake.texts("SELECT reason FROM ops.quarantine")).isEmpty();
    assertThat(
            lake.texts(
                "SELECT DISTINCT source_table, reason FROM ops.source_row"
                    + " WHERE outcome = 'filtered' ORDER BY 1, 2"))
        .containsExactly(
            "Observation|panel: its parts carry the values",
            "Observation|value absent, as its reason says",
            "Organization|no institution of the directory",
            "Procedure|procedure not finished");
  }

  @Test
  void theBooksOfEachTypeBalance() {
    assertThat(
            lake.texts(
                "SELECT source_table FROM ops.reconciliation WHERE source = 'mimic_fhir'"
                    + " AND NOT balanced"))
        .isEmpty();
    assertThat(
            lake.query("SELECT sum(rows_in) FROM ops.reconciliation WHERE source = 'mimic_fhir'")
                .getFirst()
                .getLong(0))
        .isEqualTo(resources.size());
  }

  @Test
  void whatResourcesSayStandsInCoreInItsTerms() {
    assertThat(
            lake.texts(
                "SELECT local_patient_no, sex, birth_date, marital_status, death_date FROM core.patient"
                    + " WHERE local_patient_no IN ('10007795', '10004235') ORDER BY 1"))
        .hasSize(2)
        .contains("10007795|2|2083-04-10|10|null");
    assertThat(
            lake.texts(
                "SELECT encounter_class, started_at, ended_at, discharge_mode, status"
                    + " FROM core.encounter WHERE local_encounter_no IN ('22595853', '33258284')"
                    + " ORDER BY 1"))
        .containsExactly(
            "ED|2180-05-06T23:17:00Z|2180-05-07T03:30:00Z|9|finished",
            "IP|2180-05-07T02:23:00Z|2180-05-07T21:15:00Z|1|finished");
    assertThat(
            lake.texts(
                "SELECT code, code_system, code_prefix, source_code, category FROM core.condition"
                    + " WHERE condition_id LIKE '%/00934dbb-5139-57fe-aca5-e26de86605c4'"))
        .containsExactly("V46.2|ICD-9-CM|V46|V462|discharge");
    assertThat(
            lake.texts(
                "SELECT source_row, code, value_num, unit, category FROM core.observation"
                    + " WHERE observation_id LIKE '%/b1887fd1-0da0-53b5-a9f3-03b2c3061561#%'"
                    + " ORDER BY 1"))
        .containsExactly("2|8480-6|81.0|mm[Hg]|vital-signs", "3|8462-4|38.0|mm[Hg]|vital-signs");
  }

  @Test
  void temperaturesComeInDegreesCelsius() {
    assertThat(
            lake.query(
                    "SELECT min(value_num), max(value_num), count(*) FROM core.observation"
                        + " WHERE code = '8310-5' AND unit = 'Cel' AND source_unit = 'F'"
                        + " AND value_num BETWEEN 30 AND 43")
                .getFirst()
                .getLong(2))
        .isGreaterThan(100);
  }

  @Test
  void ordersOfDrugsByReferenceFindTheirNames() {
    assertThat(
            lake.texts(
                "SELECT source_code, display FROM core.drug"
                    + " WHERE drug_id LIKE '%/ed5a988e-5fb0-5e16-ab23-a6af2df72bba'"))
        .containsExactly("51079030020|CloniDINE");
    assertThat(
            lake.query(
                    "SELECT count(*), count(d.drug_id) FROM core.medication m"
                        + " LEFT JOIN core.drug d USING (drug_id) WHERE m.drug_id IS NOT NULL")
                .getFirst())
        .satisfies(
            row -> {
              assertThat(row.getLong(0)).isGreaterThan(1000);
              assertThat(row.getLong(1)).isEqualTo(row.getLong(0));
            });
  }

  @Test
  void referencesLeadToRowsOfCore() {
    for (String table : List.of("condition", "medication", "procedure", "observation")) {
      assertThat(
              lake.query(
                      "SELECT count(*) FROM core.%s t LEFT ANTI JOIN core.patient p USING (patient_id)"
                          .formatted(table))
                  .getFirst()
                  .getLong(0))
          .as(table)
          .isZero();
      assertThat(
              lake.query(
                      ("SELECT count(*) FROM core.%s t LEFT ANTI JOIN core.encounter e"
                              + " USING (encounter_id) WHERE t.encounter_id IS NOT NULL")
                          .formatted(table))
                  .getFirst()
                  .getLong(0))
          .as(table)
          .isZero();
    }
  }
}
