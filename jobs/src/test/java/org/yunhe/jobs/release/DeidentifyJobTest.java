package org.yunhe.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.yunhe.jobs.TestingCore;
import org.yunhe.jobs.TestingLake;
import org.yunhe.jobs.cohort.CohortsJob;
import org.yunhe.jobs.patient360.Patient360Job;
import org.yunhe.models.release.ReleaseCatalog;
import org.yunhe.models.release.ReleaseDefinition;
import org.yunhe.models.resource.ModelResources;

/** A release, and what somebody who knows the hospitals' data can and cannot find in it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeidentifyJobTest {
  private static final String FILE = "releases/t2dm.yaml";
  private static final String TEXT = ModelResources.read(FILE);
  private static final int PERSONS = 30;

  private static TestingLake lake;

  @BeforeAll
  static void region() {
    lake = TestingLake.fresh();
    TestingCore core = new TestingCore(lake);
    for (int i = 1; i <= PERSONS; i++) {
      String patient = "t:p" + i;
      core.patient(
          patient,
          i % 2 == 0 ? "1" : "2",
          (1950 + i % 10) + "-03-04",
          i <= 28 ? "990121" : "110101");
      core.visit(patient, "OP", "2023-01-01");
      String visit = core.visit(patient, "OP", day("2024-02-01", i));
      core.diagnosis(patient, visit, "E11.900", day("2024-02-01", i), "active");
      core.diagnosis(patient, visit, "E11.900", day("2024-05-01", 2 * i), "active");
      core.laboratory(patient, "4548-4", 6.5 + i / 10.0, "%", day("2024-06-01", i));
      if (i <= 6) {
        core.diagnosis(
            patient, visit, i <= 3 ? "N18.300" : "N18.400", day("2024-07-01", i), "active");
      }
      core.visit(patient, "OP", "2025-12-31");
    }
    core.diagnosis("t:p7", null, "B20.x00", "2024-07-01", "active");
    core.diagnosis("t:p8", null, "I48.x01", "2024-07-01", "active");
    core.laboratory("t:p9", "4548-4", 19.9, "%", "2024-07-09");
    core.patient("mimic:1", "1", "1950-03-04", null);
    core.diagnosis("mimic:1", null, "E11.900", "2024-03-01", "active");
    core.diagnosis("mimic:1", null, "E11.900", "2024-04-01", "active");
    core.commit();
    lake.run(new Patient360Job());
    lake.run(new CohortsJob());
    lake.run(new DeidentifyJob(ReleaseCatalog.of(release(TEXT))));
  }

  @Test
  @Order(1)
  void everyGroupHasAtLeastFiveAndTheReportSaysWhatWasDone() {
    assertThat(
            lake.texts(
                "SELECT sex, birth_year, region, count(*) FROM research.t2dm_person"
                    + " GROUP BY ALL ORDER BY ALL"))
        .as("28 persons of one county; two of another county are left out")
        .containsExactly(
            "1|1950-1954|990121|8",
            "1|1955-1959|990121|6",
            "2|1950-1954|990121|6",
            "2|1955-1959|990121|8");
    assertThat(
            lake.texts(
                "SELECT status, generalisation, persons, smallest_group, suppressed, period_from,"
                    + " period_to FROM research.release_report"))
        .containsExactly(
            "published|sex=exact, birth_year=5, region=6|28|6|<5|2023-06-30|2025-07-04");
  }

  @Test
  @Order(2)
  void nothingThatNamesAPersonIsInAnyTable() throws Exception {
    Set<String> keys = new HashSet<>(lake.texts("SELECT person_key FROM research.t2dm_person"));
    assertThat(keys).hasSize(28).allMatch(key -> key.matches("[0-9a-f]{32}"));
    for (String person : lake.texts("SELECT person_id FROM mart.patient_360")) {
      for (String algorithm : List.of("SHA-256", "MD5", "SHA-1")) {
        String hash =
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance(algorithm)
                        .digest(person.getBytes(StandardCharsets.UTF_8)));
        assertThat(keys).noneMatch(key -> hash.startsWith(key));
      }
    }
    for (String table : List.of("t2dm_person", "t2dm_event", "t2dm_outcome")) {
      assertThat(String.join("\n", lake.texts("SELECT * FROM research." + table)))
          .doesNotContain("张三", "t:p", "990101H001", "13800000001", "B20", "I48", "110101")
          .doesNotContain(lake.texts("SELECT person_id FROM mart.patient_360"));
    }
  }

  @Test
  @Order(3)
  void allDatesOfAPersonMoveByTheSameDaysAndStayInThePeriod() {
    Map<String, LocalDate> index = new HashMap<>();
    lake.query("SELECT person_id, index_date FROM mart.cohort_member WHERE cohort = 't2dm'")
        .forEach(row -> index.put(row.getString(0), row.getAs(1)));
    ReleaseKeys keys = keys(release(TEXT));
    Map<String, Set<LocalDate>> moved = new HashMap<>();
    lake.query(
            "SELECT person_id, event_date FROM cohort_event WHERE domain = 'condition' AND code ="
                + " 'E11.900' AND person_id IN (SELECT person_id FROM mart.cohort_member)")
        .forEach(
            row ->
                moved
                    .computeIfAbsent(keys.pseudonym(row.getString(0)), key -> new TreeSet<>())
                    .add(row.<LocalDate>getAs(1).plusDays(keys.shift(row.getString(0)))));
    Map<String, Set<LocalDate>> published = new HashMap<>();
    lake.query("SELECT person_key, event_date FROM research.t2dm_event WHERE code = 'E11.900'")
        .forEach(
            row ->
                published
                    .computeIfAbsent(row.getString(0), key -> new TreeSet<>())
                    .add(row.getAs(1)));
    assertThat(published).hasSize(28);
    published.forEach((key, dates) -> assertThat(dates).isEqualTo(moved.get(key)));
    assertThat(index.keySet().stream().map(keys::shift).distinct().count()).isGreaterThan(20);
    assertThat(index.keySet()).allMatch(person -> Math.abs(keys.shift(person)) <= 180);
    assertThat(
            lake.texts(
                "SELECT count(*) FROM research.t2dm_event WHERE event_date NOT BETWEEN"
                    + " DATE '2023-06-30' AND DATE '2025-07-04'"))
        .containsExactly("0");
  }

  @Test
  @Order(4)
  void whoKnowsTheTrueDatesFindsNobody() {
    // The attacker knows both dates of diagnosis of everybody and looks for the same pair.
    assertThat(
            lake.texts(
                """
                WITH known AS (
                  SELECT min(event_date) AS a, max(event_date) AS b FROM cohort_event
                  WHERE code = 'E11.900' GROUP BY person_id),
                shown AS (
                  SELECT min(event_date) AS a, max(event_date) AS b FROM research.t2dm_event
                  WHERE code = 'E11.900' GROUP BY person_key)
                SELECT count(*) FROM known JOIN shown ON known.a = shown.a AND known.b = shown.b
                """))
        .as("but for a shift of nothing, which one in 361 persons has")
        .first()
        .satisfies(count -> assertThat(Integer.parseInt(count)).isLessThanOrEqualTo(2));
    // The quasi-identifiers lead to no group of fewer than five.
    assertThat(
            lake.texts(
                "SELECT min(n) FROM (SELECT count(*) AS n FROM mart.patient_360 k JOIN"
                    + " research.t2dm_person s ON s.sex = k.sex AND k.region_code = s.region AND"
                    + " year(k.birth_date) BETWEEN left(s.birth_year, 4) AND right(s.birth_year, 4)"
                    + " GROUP BY k.person_id)"))
        .containsExactly("6");
  }

  @Test
  @Order(5)
  void rareCodesAreShortenedAndExtremesCut() {
    assertThat(
            lake.texts(
                "SELECT DISTINCT code FROM research.t2dm_event WHERE domain = 'condition'"
                    + " ORDER BY 1"))
        .as("N18.3 and N18.4 of three persons each")
        .containsExactly("E11.900", "N18");
    assertThat(
            lake.texts(
                "SELECT code FROM (SELECT domain, code, count(DISTINCT person_key) AS n FROM"
                    + " research.t2dm_event GROUP BY ALL) WHERE n < 5"))
        .isEmpty();
    assertThat(
            lake.texts(
                "SELECT count(DISTINCT person_key) >= 5 FROM research.t2dm_event WHERE code ="
                    + " '4548-4' AND value = (SELECT max(value) FROM research.t2dm_event WHERE"
                    + " code = '4548-4')"))
        .containsExactly("true");
  }

  @Test
  @Order(6)
  void rowsAreInTheOrderOfTheNewKeys() {
    assertThat(
            lake.texts(
                "SELECT count(*) FROM (SELECT person_key, lag(person_key) OVER (PARTITION BY _file"
                    + " ORDER BY _pos) AS before FROM research.t2dm_person)"
                    + " WHERE before > person_key"))
        .containsExactly("0");
  }

  @Test
  @Order(7)
  void aVersionIsPublishedOnceAndAChangedFileNeedsAnotherVersion() {
    assertThat(lake.run(new DeidentifyJob(ReleaseCatalog.of(release(TEXT)))).rowsWritten())
        .isZero();
    assertThat(lake.runFull(new DeidentifyJob(ReleaseCatalog.of(release(TEXT)))).rowsWritten())
        .isZero();
    assertThatThrownBy(
            () ->
                lake.run(
                    new DeidentifyJob(
                        ReleaseCatalog.of(
                            release(TEXT.replace("shift_days: 180", "shift_days: 90"))))))
        .hasMessageContaining("has changed since version 1.0.0 was published");
  }

  @Test
  @Order(8)
  void anotherVersionHasOtherKeysAndShiftsAndTheEarlierIsGone() {
    Set<String> before = new HashSet<>(lake.texts("SELECT person_key FROM research.t2dm_person"));
    ReleaseDefinition next = release(TEXT.replace("version: 1.0.0", "version: 1.1.0"));

    lake.run(new DeidentifyJob(ReleaseCatalog.of(next)));

    assertThat(lake.texts("SELECT person_key FROM research.t2dm_person"))
        .hasSize(28)
        .doesNotContainAnyElementsOf(before);
    List<Row> members = lake.query("SELECT person_id FROM mart.cohort_member");
    ReleaseKeys first = keys(release(TEXT));
    ReleaseKeys second = keys(next);
    assertThat(members)
        .filteredOn(row -> first.shift(row.getString(0)) != second.shift(row.getString(0)))
        .hasSizeGreaterThan(25);
    assertThat(lake.texts("SELECT count(*) FROM research.t2dm_event.snapshots"))
        .as("no time travel to the earlier version")
        .containsExactly("1");
  }

  @Test
  @Order(9)
  void anExpiredReleaseIsWithdrawn() {
    lake.run(
        new DeidentifyJob(
            ReleaseCatalog.of(
                release(
                    TEXT.replace("version: 1.0.0", "version: 1.1.0")
                        .replace("expires_on: 2027-12-31", "expires_on: 2026-01-02")))));

    assertThat(lake.texts("SELECT count(*) FROM research.t2dm_person")).containsExactly("0");
    assertThat(lake.texts("SELECT count(*) FROM research.t2dm_event")).containsExactly("0");
    assertThat(
            lake.texts(
                "SELECT status FROM research.release_report ORDER BY recorded_at DESC LIMIT 1"))
        .containsExactly("withdrawn");
  }

  @Test
  @Order(10)
  void fewerThanFiveMembersAreRefused() {
    lake.query(
        "DELETE FROM mart.cohort_member WHERE person_id NOT IN (SELECT person_id FROM"
            + " mart.cohort_member WHERE cohort = 't2dm' ORDER BY person_id LIMIT 4)");

    lake.run(
        new DeidentifyJob(
            ReleaseCatalog.of(release(TEXT.replace("version: 1.0.0", "version: 2.0.0")))));

    assertThat(lake.texts("SELECT count(*) FROM research.t2dm_person")).containsExactly("0");
    assertThat(
            lake.texts(
                "SELECT status, persons, get_json_object(detail, '$.reason') FROM"
                    + " research.release_report ORDER BY recorded_at DESC LIMIT 1"))
        .containsExactly(
            "refused|null|fewer than 5 members, or the data is too short for the shift");
  }

  private static ReleaseDefinition release(String text) {
    return ReleaseCatalog.parse(FILE, text);
  }

  private static ReleaseKeys keys(ReleaseDefinition release) {
    return ReleaseKeys.of(lake.secrets(), release);
  }

  private static String day(String from, int days) {
    return LocalDate.parse(from).plusDays(days).toString();
  }
}
