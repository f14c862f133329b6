package org.yunhe.jobs.roads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.TestingLake;

/** One hospital's records by two roads: what matches, and what is said of the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareRoadsJobTest {
  private static final String DATABASE = "mimic";
  private static final String FHIR = "mimic_fhir";
  private static final Instant TIME = Instant.parse("2150-01-01T10:00:00Z");

  private TestingLake lake;
  private JobResult result;
  private int number;

  @BeforeAll
  void compareOnce() {
    lake = TestingLake.fresh();
    patient(DATABASE, "mimic:1", "100");
    patient(FHIR, "mimic_fhir:Patient/a", "100");
    patient(DATABASE, "mimic:2", "200");
    encounters();
    conditions();
    lake.commitCollected();
    result = lake.run(new CompareRoadsJob());
  }

  private void encounters() {
    encounter(DATABASE, "mimic:1", "mimic:e1", "100|2001", "IP", "2000001806");
    encounter(DATABASE, "mimic:1", "mimic:e2", "100|2150-01-01", "OP", null);
    encounter(DATABASE, "mimic:1", "mimic:e3", "100|2002", "IP", "2000001807");
    encounter(FHIR, "mimic_fhir:Patient/a", "mimic_fhir:Encounter/1", "2001", "IP", "EMER");
    encounter(FHIR, "mimic_fhir:Patient/a", "mimic_fhir:Encounter/2", "3001", "ED", "EMER");
    encounter(FHIR, "mimic_fhir:Patient/a", "mimic_fhir:Encounter/3", "2002", "OBS", "OBSENC");
    encounter(FHIR, "mimic_fhir:Patient/a", "mimic_fhir:Encounter/4", "4001", "IP", "ACUTE");
  }

  private void conditions() {
    condition(DATABASE, "mimic:1", "mimic:e1", "discharge", "I10");
    condition(DATABASE, "mimic:1", "mimic:e1", "discharge", "E119");
    condition(DATABASE, "mimic:1", "mimic:e1", "discharge", "E119");
    condition(DATABASE, "mimic:1", "mimic:e1", "charted", "220048");
    condition(DATABASE, "mimic:2", null, "discharge", "J449");
    condition(FHIR, "mimic_fhir:Patient/a", "mimic_fhir:Encounter/1", "discharge", "I10");
    condition(FHIR, "mimic_fhir:Patient/a", "mimic_fhir:Encounter/1", "discharge", "E119");
    condition(FHIR, "mimic_fhir:Patient/a", "mimic_fhir:Encounter/1", "discharge", "Z794");
    condition(FHIR, "mimic_fhir:Patient/a", "mimic_fhir:Encounter/1", "discharge", "J449");
    condition(FHIR, "mimic_fhir:Patient/a", "mimic_fhir:Encounter/2", "discharge", "I10");
  }

  @Test
  void eachRecordMatchesOrHasTheRuleThatExplainsIt() {
    assertThat(
            lake.texts(
                "SELECT patient_id, core_table, class, explanation, first_rows, second_rows"
                    + " FROM mart.road_comparison ORDER BY 1, 2, 3, 4"))
        .containsExactly(
            "mimic:1|core.condition|charted|charted_finding|1|0",
            "mimic:1|core.condition|discharge|code_of_one_road|0|1",
            "mimic:1|core.condition|discharge|emergency_visit|0|1",
            "mimic:1|core.condition|discharge|matched|2|2",
            "mimic:1|core.condition|discharge|several_for_one|1|0",
            "mimic:1|core.condition|discharge|unexplained|0|1",
            "mimic:1|core.encounter|ED|emergency_visit|0|1",
            "mimic:1|core.encounter|IP|intensive_care_stay|0|1",
            "mimic:1|core.encounter|IP|matched|1|1",
            "mimic:1|core.encounter|IP|matched_other_class|1|1",
            "mimic:1|core.encounter|OP|clinic_day|1|0",
            "mimic:1|core.patient|all|matched|1|1",
            "mimic:2|core.condition|discharge|unexplained|1|0",
            "mimic:2|core.patient|all|unexplained|1|0");
  }

  @Test
  void whatNoRuleExplainsIsCounted() {
    assertThat(result.detail()).containsEntry("unexplained", 3L);
  }

  private void patient(String source, String id, String localNumber) {
    collect(
        "core.patient",
        source,
        "patient_id",
        id,
        "org_code",
        "990100H900",
        "local_patient_no",
        localNumber,
        "sex",
        "1",
        "birth_date",
        LocalDate.parse("2100-01-01"));
  }

  private void encounter(
      String source, String patient, String id, String localNumber, String type, String local) {
    collect(
        "core.encounter",
        source,
        "encounter_id",
        id,
        "patient_id",
        patient,
        "org_code",
        "990100H900",
        "local_encounter_no",
        localNumber,
        "encounter_class",
        type,
        "encounter_class_local",
        local,
        "started_at",
        TIME,
        "status",
        "finished");
  }

  private void condition(
      String source, String patient, String encounter, String category, String code) {
    collect(
        "core.condition",
        source,
        "condition_id",
        source + ":c" + ++number,
        "patient_id",
        patient,
        "encounter_id",
        encounter,
        "org_code",
        "990100H900",
        "category",
        category,
        "source_code",
        code);
  }

  private void collect(String table, String source, Object... values) {
    Object[] all = new Object[values.length + 14];
    System.arraycopy(values, 0, all, 0, values.length);
    Object[] provenance = {
      "source",
      source,
      "source_table",
      "t",
      "source_key",
      "{}",
      "source_row",
      1,
      "source_position",
      "1",
      "source_ts",
      TIME,
      "merged_at",
      TIME
    };
    System.arraycopy(provenance, 0, all, values.length, provenance.length);
    lake.collect(table, all);
  }
}
