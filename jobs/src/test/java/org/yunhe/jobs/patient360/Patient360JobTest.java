package org.yunhe.jobs.patient360;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yunhe.jobs.TestingLake;

/** Who is one person, and what is told of them, from core rows written by hand. */
class Patient360JobTest {
  private static final String RESIDENT = "11010519491231002X";

  private final Patient360Job job = new Patient360Job();
  private TestingLake lake;

  @BeforeEach
  void region() {
    lake = TestingLake.fresh();
    patient("a:1", "01", RESIDENT, "张三", "1949-12-31", "2020-01-01 00:00:00");
    patient("b:9", "01", "11010519491231002x", "张三丰", "1949-12-31", "2024-01-01 00:00:00");
    patient("c:5", "01", RESIDENT, null, "1949-12-13", "2025-01-01 00:00:00");
    patient("a:2", "01", "110105194912310021", "李四", "1960-01-01", "2021-01-01 00:00:00");
    patient("b:2", "03", RESIDENT, "王五", "1970-01-01", "2021-01-01 00:00:00");
    encounter("a:e1", "a:1", "OP", "2026-01-01 01:00:00", "finished");
    encounter("b:e2", "b:9", "IP", "2026-02-01 01:00:00", "in-progress");
    encounter("b:e3", "b:9", "OP", "2026-03-01 01:00:00", "cancelled");
    encounter("a:e4", "a:2", "ED", "2026-03-01 01:00:00", "finished");
    observation("a:o1", "a:1", "8480-6", 150, "2026-01-01 01:00:00");
    observation("b:o2", "b:9", "8480-6", 132, "2026-02-01 01:00:00");
    charge("a:c1", "a:1", "12.30", "charged");
    charge("b:c2", "b:9", "100.10", "charged");
    charge("b:c3", "b:9", "50.00", "refunded");
  }

  @Test
  void aValidResidentIdTiesRegistrations() {
    lake.run(job);

    assertThat(
            lake.texts(
                "SELECT identity_basis, array_join(patient_ids, ','), registration_count, name,"
                    + " birth_date, id_number, org_codes, institution_count"
                    + " FROM mart.patient_360 ORDER BY patient_ids"))
        .containsExactly(
            "resident_id|a:1,b:9,c:5|3|张三丰|1949-12-31|"
                + RESIDENT
                + "|ArraySeq(a-org, b-org, c-org)|2",
            "local_number|a:2|1|李四|1960-01-01|null|ArraySeq(a-org)|1",
            "local_number|b:2|1|王五|1970-01-01|null|ArraySeq(b-org)|0");
    assertThat(
            lake.texts(
                "SELECT DISTINCT length(person_id), left(person_id, 1) FROM mart.patient_360"))
        .containsExactly("21|P");
  }

  @Test
  void everyPersonStandsInCoreWithTheirRegistrations() {
    lake.run(job);

    assertThat(
            lake.texts(
                "SELECT array_join(patient_ids, ','), org_codes, name, sex, birth_date, id_number"
                    + " FROM core.person ORDER BY patient_ids"))
        .containsExactlyElementsOf(
            lake.texts(
                "SELECT array_join(patient_ids, ','), org_codes, name, sex, birth_date, id_number"
                    + " FROM mart.patient_360 ORDER BY patient_ids"))
        .first()
        .asString()
        .startsWith("a:1,b:9,c:5|ArraySeq(a-org, b-org, c-org)|张三丰|");
  }

  @Test
  void countsAgreeWithADirectQuery() {
    lake.run(job);

    assertThat(
            lake.texts(
                "SELECT outpatient_count, emergency_count, inpatient_count, encounter_count,"
                    + " observation_count, charge_total, last_systolic, first_contact_at,"
                    + " last_contact_at FROM mart.patient_360 ORDER BY patient_ids"))
        .containsExactly(
            "1|0|1|2|2|112.40|132.0|2026-01-01T01:00:00Z|2026-02-01T01:00:00Z",
            "0|1|0|1|0|null|null|2026-03-01T01:00:00Z|2026-03-01T01:00:00Z",
            "0|0|0|0|0|null|null|null|null");
    assertThat(
            lake.texts(
                "SELECT event_type, count(*) FROM mart.patient_timeline GROUP BY 1 ORDER BY 1"))
        .containsExactly("charge|3", "encounter|4", "observation|2");
  }

  @Test
  void eventsOfUnknownPatientsAreCountedAndStandInNoMart() {
    encounter("a:e9", "a:nobody", "OP", "2026-01-01 01:00:00", "finished");

    assertThat(lake.run(job).detail()).containsEntry("events_without_person", 1L);
    assertThat(lake.texts("SELECT count(*) FROM mart.patient_timeline")).containsExactly("9");
    assertThat(lake.texts("SELECT count(*) FROM mart.patient_360")).containsExactly("3");
  }

  @Test
  void aDeletedRowLeavesAndAPersonKeepsItsIdentifier() {
    lake.run(job);
    String person = "SELECT person_id FROM mart.patient_360 WHERE name = '李四'";
    Object before = lake.texts(person);
    lake.query("DELETE FROM core.patient WHERE patient_id = 'b:2'");
    lake.query("DELETE FROM core.encounter WHERE encounter_id = 'a:e1'");

    lake.run(job);

    assertThat(lake.texts(person)).isEqualTo(before);
    assertThat(lake.texts("SELECT count(*) FROM mart.patient_360")).containsExactly("2");
    assertThat(lake.texts("SELECT count(*) FROM mart.patient_timeline")).containsExactly("8");
    assertThat(lake.run(job).rowsWritten()).isZero();
  }

  @Test
  void aTimelineIsSortedByPersonAndTimeWithinItsFiles() {
    lake.run(job);

    assertThat(
            lake.texts(
                """
                SELECT count(*) FROM (
                  SELECT struct(person_id, event_at) AS here,
                    lag(struct(person_id, event_at)) OVER (PARTITION BY _file ORDER BY _pos)
                      AS before
                  FROM mart.patient_timeline)
                WHERE before > here
                """))
        .containsExactly("0");
    assertThat(
            lake.texts(
                "SELECT count(*) FROM (SELECT person_id FROM mart.patient_timeline"
                    + " GROUP BY 1 HAVING count(DISTINCT _file) > 1)"))
        .containsExactly("0");
  }

  private void patient(
      String id, String idType, String idNumber, String name, String born, String registered) {
    insert(
        "core.patient",
        id,
        "patient_id",
        id,
        "org_code",
        id.charAt(0) + "-org",
        "local_patient_no",
        id,
        "name",
        name,
        "sex",
        "1",
        "birth_date",
        LocalDate.parse(born),
        "id_type",
        idType,
        "id_number",
        idNumber,
        "registered_at",
        time(registered));
  }

  private void encounter(String id, String patient, String type, String at, String status) {
    insert(
        "core.encounter",
        id,
        "encounter_id",
        id,
        "patient_id",
        patient,
        "org_code",
        id.charAt(0) + "-org",
        "local_encounter_no",
        id,
        "encounter_class",
        type,
        "started_at",
        time(at),
        "status",
        status);
  }

  private void observation(String id, String patient, String code, double value, String at) {
    insert(
        "core.observation",
        id,
        "observation_id",
        id,
        "patient_id",
        patient,
        "org_code",
        "org",
        "category",
        "vital-signs",
        "source_code",
        code,
        "code",
        code,
        "value_num",
        value,
        "observed_at",
        time(at));
  }

  private void charge(String id, String patient, String amount, String status) {
    insert(
        "core.charge",
        id,
        "charge_id",
        id,
        "patient_id",
        patient,
        "org_code",
        "org",
        "amount",
        new BigDecimal(amount),
        "charged_at",
        time("2026-01-01 00:00:00"),
        "status",
        status);
  }

  private void insert(String table, String id, Object... values) {
    List<Object> row = new ArrayList<>(Arrays.asList(values));
    row.addAll(
        List.of(
            "source",
            "s",
            "source_table",
            "t",
            "source_key",
            id,
            "source_row",
            1,
            "source_position",
            "1",
            "merged_at",
            Instant.EPOCH));
    lake.insert(table, row.toArray());
  }

  private static Instant time(String text) {
    return Instant.parse(text.replace(' ', 'T') + "Z");
  }
}
