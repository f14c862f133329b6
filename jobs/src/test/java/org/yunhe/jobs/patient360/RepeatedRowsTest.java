package org.yunhe.jobs.patient360;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.TestingLake;
import org.yunhe.models.resource.ModelOverlay;

/** What is counted where one source repeats the records of another. */
class RepeatedRowsTest {
  private static final String RESIDENT = "11010519491231002X";
  private static final String SOURCE =
      """
      source: again
      product: his_county
      name: {zh: 东渠再来, en: East again}
      owner: 990121H001
      system: HIS
      protocol: fhir
      cadence: daily
      timezone: Asia/Shanghai
      org_code: 990121H001
      repeats: his_east
      tables:
        Basic: {description: {zh: 其他, en: others}, unmapped: none}
      """;

  private final Patient360Job job = new Patient360Job();
  private TestingLake lake;
  @TempDir Path folder;

  @BeforeEach
  void region() throws IOException {
    lake = TestingLake.fresh();
    Files.createDirectories(folder.resolve("sources"));
    Files.writeString(folder.resolve("sources/again.yaml"), SOURCE);
    patient("his_east", "1", null);
    patient("his_east", "2", null);
    patient("his_west", "1", null);
    encounter("his_east", "1");
    encounter("his_east", "2");
  }

  @Test
  void registrationsOfOneNumberAreOnePersonAndFollowTheResidentIdThatOneOfThemHas() {
    String before = onePerson("his_east:2");
    patient("again", "1", RESIDENT);
    patient("again", "2", null);
    patient("again", "3", null);
    run();

    assertThat(
            lake.texts(
                "SELECT array_join(patient_ids, ','), identity_basis, id_number, registration_count"
                    + " FROM core.person ORDER BY 1"))
        .containsExactly(
            "again:1,his_east:1|resident_id|" + RESIDENT + "|1",
            "again:2,his_east:2|local_number|null|1",
            "again:3|local_number|null|1",
            "his_west:1|local_number|null|1");
    assertThat(
            lake.texts(
                "SELECT person_id FROM core.person WHERE array_contains(patient_ids, 'his_east:2')"))
        .containsExactly(before);
  }

  @Test
  void countsStayTheSameWithAndWithoutTheRepeatingSource() {
    run();
    List<String> before = counts();
    assertThat(before).containsExactly("1|his_east:1", "1|his_east:2", "0|his_west:1", "2");

    patient("again", "1", null);
    patient("again", "2", null);
    encounter("again", "1");
    encounter("again", "2");
    run();

    assertThat(counts()).isEqualTo(before);
    assertThat(lake.texts("SELECT count(*) FROM core.encounter")).containsExactly("4");
  }

  private String onePerson(String patient) {
    run();
    return lake.texts(
            "SELECT person_id FROM core.person WHERE array_contains(patient_ids, '"
                + patient
                + "')")
        .get(0);
  }

  private List<String> counts() {
    List<String> counts =
        new ArrayList<>(
            lake.texts(
                "SELECT encounter_count, array_max(patient_ids) FROM mart.patient_360 ORDER BY 2"));
    counts.addAll(lake.texts("SELECT count(*) FROM mart.patient_timeline"));
    return counts;
  }

  private JobResult run() {
    return ModelOverlay.over(folder, () -> lake.run(job));
  }

  private void patient(String source, String number, String resident) {
    insert(
        "core.patient",
        source,
        "Patient",
        number,
        "patient_id",
        source + ":" + number,
        "org_code",
        source.equals("his_west") ? "990122H001" : "990121H001",
        "local_patient_no",
        number,
        "sex",
        "1",
        "birth_date",
        LocalDate.parse("1949-12-31"),
        "id_type",
        resident == null ? null : "01",
        "id_number",
        resident);
  }

  private void encounter(String source, String number) {
    insert(
        "core.encounter",
        source,
        "Encounter",
        number,
        "encounter_id",
        source + ":" + number,
        "patient_id",
        source + ":" + number,
        "org_code",
        "990121H001",
        "local_encounter_no",
        number,
        "encounter_class",
        "OP",
        "started_at",
        Instant.parse("2026-01-01T01:00:00Z"),
        "status",
        "finished");
  }

  private void insert(String table, String source, String of, String key, Object... values) {
    List<Object> row = new ArrayList<>(Arrays.asList(values));
    row.addAll(
        List.of(
            "source",
            source,
            "source_table",
            of,
            "source_key",
            key,
            "source_row",
            1,
            "source_position",
            "1",
            "merged_at",
            Instant.EPOCH));
    lake.insert(table, row.toArray());
  }
}
