package org.yunhe.jobs.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yunhe.jobs.TestingLake;

/**
 * Bundles of Synthea end up in core: every resource has a fate, and core counts what the bundles
 * count. The seed is any: {@code -Dyunhe.synthea.seed}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyntheaBundlesTest {
  private static final int SEED = Integer.getInteger("yunhe.synthea.seed", 7);
  private static final int LIVES = 3;

  private final Map<String, Long> bundles = new TreeMap<>();
  private List<ObjectNode> resources;
  private TestingLake lake;

  @BeforeAll
  void runOnce() throws IOException {
    resources = TestingSynthea.resources(SEED, LIVES);
    lake = TestingLake.fresh();
    TestingFhir feed = new TestingFhir(lake.lake(), "fhir_wch");
    for (ObjectNode resource : resources) {
      String type = resource.path("resourceType").asText();
      feed.raw(type, resource.path("id").asText(), 1, null, resource.toString());
      bundles.merge(type, 1L, Long::sum);
    }
    feed.land();
    lake.run(new CoreJob());
  }

  @Test
  void everyResourceOfTheBundlesHasAFate() {
    Map<String, Long> found = new TreeMap<>();
    for (Row row :
        lake.query("SELECT source_table, rows_in FROM ops.reconciliation WHERE balanced")) {
      found.put(row.getString(0), row.getLong(1));
    }
    assertThat(found).isEqualTo(bundles);
    assertThat(lake.texts("SELECT source_table, reason FROM ops.quarantine")).isEmpty();
  }

  @Test
  void coreCountsWhatTheBundlesCount() {
    assertThat(count("patient")).isEqualTo(bundles.get("Patient"));
    assertThat(count("practitioner")).isEqualTo(bundles.get("Practitioner"));
    assertThat(count("encounter")).isEqualTo(bundles.get("Encounter"));
    assertThat(count("condition")).isEqualTo(bundles.get("Condition"));
    assertThat(count("procedure")).isEqualTo(bundles.get("Procedure"));
    assertThat(count("immunization")).isEqualTo(bundles.getOrDefault("Immunization", 0L));
    assertThat(count("imaging_study")).isEqualTo(bundles.getOrDefault("ImagingStudy", 0L));
    assertThat(
            lake.query("SELECT count(DISTINCT examination_id) FROM core.imaging_study")
                .getFirst()
                .getLong(0))
        .isEqualTo(count("imaging_study"));
    assertThat(count("drug")).isEqualTo(bundles.getOrDefault("Medication", 0L));
    assertThat(count("medication"))
        .isEqualTo(
            bundles.getOrDefault("MedicationRequest", 0L)
                + bundles.getOrDefault("MedicationAdministration", 0L));
    assertThat(count("observation")).isEqualTo(values());
  }

  private long count(String table) {
    return lake.query("SELECT count(*) FROM core." + table).getFirst().getLong(0);
  }

  /** Values that the observations hold, their own and those of their first components. */
  private long values() {
    long values = 0;
    for (ObjectNode resource : resources) {
      if (resource.path("resourceType").asText().equals("Observation")) {
        values += hasValue(resource) ? 1 : 0;
        int component = 0;
        for (JsonNode part : resource.path("component")) {
          values += ++component <= 12 && hasValue(part) ? 1 : 0;
        }
      }
    }
    return values;
  }

  private static boolean hasValue(JsonNode node) {
    for (String name : (Iterable<String>) node::fieldNames) {
      if (name.startsWith("value")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void diagnosesOfSnomedGetTheirIcdCodeAndUnitsTheStandardOne() {
    assertThat(
            lake.query(
                    "SELECT count(*) FROM core.condition WHERE code_system = 'ICD-10-CN'"
                        + " AND code_prefix RLIKE '^[A-Z][0-9]{2}$' AND source_code RLIKE '^[0-9]+$'")
                .getFirst()
                .getLong(0))
        .isPositive();
    assertThat(
            lake.texts(
                "SELECT DISTINCT unit FROM core.observation WHERE code IN ('8480-6', '8462-4')"))
        .containsExactly("mm[Hg]");
    assertThat(
            lake.query(
                    "SELECT count(*) FROM core.condition c LEFT ANTI JOIN core.encounter e"
                        + " USING (encounter_id)")
                .getFirst()
                .getLong(0))
        .isZero();
  }
}
