package org.yunhe.jobs.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.TestingLake;

/**
 * The ten indicators on a core small enough to count by hand. The clock of the institutions is
 * UTC+8, so 16:00Z of a month's last day is the next month. Every expected number was counted from
 * the definitions in the comment of its row, before the job was run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IndicatorJobTest {
  private static final String EAST = "990121H001";
  private static final String WEST = "990122H001";
  private static final String TOWN = "990121T001";
  private static final String FAR = "990100H009";

  private final IndicatorJob job = new IndicatorJob();
  private TestingLake lake;
  private TestingCore core;

  @BeforeAll
  void region() {
    lake = TestingLake.fresh();
    core = new TestingCore(lake.lake());
    organization(EAST, "hospital", "county", "990121");
    organization(WEST, "hospital", "county", "990122");
    organization(FAR, "hospital", "tertiary", "990102");
    organization(TOWN, "township_centre", "township", "990121");
    // one person under two numbers, in two institutions
    person("P3", "p3", "w3");
    person("P4", "p4", "t4");

    // begins 31 Jan 00:30, ends 1 Feb 00:10 local: February, one bed day; p1 is back after 29 days
    stay("s1", "p1", EAST, "03.01", "2026-01-30T16:30", "2026-01-31T16:10", "2026-02-01", "1");
    // a day case with an operation: one bed day
    stay("s2", "p2", EAST, "04.01", "2026-02-03T01:00", "2026-02-03T09:00", "2026-02-03", "1");
    // the readmission of s1, in the next month; died
    stay("s3", "p1", EAST, "03.01", "2026-03-02T02:00", "2026-03-07T02:00", "2026-03-07", "5");
    // the same person is admitted in the west 30 days later
    stay("s4", "p3", EAST, "03.01", "2026-02-05T02:00", "2026-02-10T02:00", "2026-02-10", "1");
    stay("s5", "w3", WEST, "03", "2026-03-12T02:00", "2026-03-13T02:00", "2026-03-13", "1");
    // goes down to the township the next day: no readmission
    stay("s6", "p4", EAST, "03", "2026-02-11T02:00", "2026-02-12T02:00", "2026-02-12", "3");
    stay("s7", "t4", TOWN, "03", "2026-02-13T02:00", "2026-02-20T02:00", "2026-02-20", "1");
    // chemotherapy, then another stay: neither is a readmission, nor is the first counted
    stay(
        "s8",
        "p5",
        EAST,
        null,
        "2026-02-14T02:00",
        "2026-02-16T02:00",
        "2026-02-16",
        "1",
        "principal_dx_code",
        "Z51.100");
    stay("s9", "p5", EAST, "03", "2026-02-20T02:00", "2026-02-22T02:00", "2026-02-22", "1");
    // leaves before it comes: no bed days, no readmission, but a discharge
    stay("s12", "p6", EAST, "03", "2026-02-20T02:00", "2026-02-17T02:00", "2026-02-17", "1");
    // announced on the front page: s13 is followed by s14, planned
    stay(
        "s13",
        "p7",
        EAST,
        "03",
        "2026-02-01T02:00",
        "2026-02-03T02:00",
        "2026-02-03",
        "1",
        "planned_readmission",
        true);
    // followed by s17, which still lasts
    stay("s14", "p7", EAST, "03", "2026-02-20T02:00", "2026-02-25T02:00", "2026-02-25", "1");
    // 31 days after s2: too late
    open("s16", "p2", "2026-03-06T02:00", "in-progress");
    open("s17", "p7", "2026-03-01T02:00", "in-progress");
    open("s18", "p8", "2026-02-10T02:00", "cancelled");

    visit("v1", "OP", "2026-01-31T15:59", "finished"); // 31 Jan 23:59 local
    visit("v2", "OP", "2026-01-31T16:00", "finished"); // 1 Feb 00:00 local
    visit("v3", "OP", "2026-02-10T02:00", "in-progress");
    visit("v4", "ED", "2026-02-10T02:00", "finished");
    visit("v5", "PE", "2026-02-10T02:00", "finished");
    visit("v6", "OP", "2026-02-10T02:00", "cancelled");

    procedure("o1", "s2", true, "completed");
    procedure("o2", "s2", true, "completed"); // a second operation of the same stay
    procedure("o3", "s4", false, "completed");
    procedure("o4", "s6", true, "cancelled");

    drug("m1", "s14", true, "inpatient-order", "completed");
    drug("m2", "s14", true, "inpatient-order", "stopped"); // a second one of the same stay
    drug("m3", "s9", true, "inpatient-order", "cancelled");
    drug("m4", "s1", true, "prescription", "completed");
    drug("m5", "s13", false, "inpatient-order", "completed");

    referral("r1", "down", "IP", EAST, TOWN, "COMPLETED", "s6", "2026-02-11T02:00", "11110");
    referral("r2", "down", "OP", EAST, TOWN, "FOLLOWED_UP", null, "2026-02-14T02:00", "11111");
    referral("r3", "down", "ED", EAST, TOWN, "COMPLETED", null, "2026-02-27T02:00", "11110");
    referral("r4", "down", "OP", EAST, TOWN, "ACCEPTED", null, "2026-02-20T02:00", "11000");
    referral("r5", "down", "IP", EAST, TOWN, "COMPLETED", "s9", "2026-02-22T02:00", "11110");
    referral("r6", "down", "IP", EAST, TOWN, "REJECTED", "s4", "2026-02-10T02:00", "10000");
    referral("r7", "down", "OP", EAST, EAST, "COMPLETED", null, "2026-02-10T02:00", "11111");
    referral("r8", "up", "OP", TOWN, EAST, "DRAFT", null, "2026-02-10T02:00", "00000");
    // 1 Feb 01:00 local
    referral("r9", "up", "OP", TOWN, EAST, "COMPLETED", null, "2026-01-31T17:00", "11110");
    // completed four hours later, 28 Feb 16:00Z: 1 March local
    referral("r10", "down", "OP", FAR, EAST, "REJECTED", null, "2026-02-28T12:00", "10000");
    referral("r11", "down", "OP", FAR, EAST, "COMPLETED", null, "2026-02-28T12:00", "11110");
    core.write();
  }

  @Test
  @Order(1)
  void everyIndicatorHasTheNumbersCountedByHand() {
    lake.run(job);

    assertThat(values("level = 'org' AND org_code = '" + EAST + "'"))
        .containsExactly(
            "NPE01|2026-01|1|0|null",
            "NPE01|2026-02|2|9|0.2222",
            "NPE01|2026-03|0|1|0.0000",
            "NPE02a|2026-01|0|null|0.0000",
            "NPE02a|2026-02|2|null|2.0000",
            "NPE02a|2026-03|0|null|0.0000",
            "NPE02b|2026-01|0|null|0.0000",
            "NPE02b|2026-02|2|null|2.0000",
            "NPE02b|2026-03|0|null|0.0000",
            "NPE04|2026-01|0|0|null",
            "NPE04|2026-02|1|9|11.1111",
            "NPE04|2026-03|0|1|0.0000",
            "OPS01|2026-01|0|0|null",
            "OPS01|2026-02|19|8|2.3750",
            "OPS01|2026-03|5|1|5.0000",
            "QLT01|2026-01|0|0|null",
            "QLT01|2026-02|0|9|0.0000",
            "QLT01|2026-03|1|1|100.0000",
            "QLT02|2026-01|0|0|null",
            "QLT02|2026-02|3|7|42.8571",
            "QLT02|2026-03|0|0|null",
            "QLT06|2026-01|0|0|null",
            "QLT06|2026-02|1|9|11.1111",
            "QLT06|2026-03|0|1|0.0000",
            "REF01|2026-01|0|0|null",
            "REF01|2026-02|2|3|66.6667",
            "REF01|2026-03|0|0|null",
            "REF03|2026-01|0|0|null",
            "REF03|2026-02|0|2|0.0000",
            "REF03|2026-03|0|0|null");
    assertThat(values("level = 'org' AND org_code = '" + TOWN + "'"))
        .contains("REF01|2026-02|5|6|83.3333", "REF03|2026-02|1|5|20.0000")
        .contains("OPS01|2026-02|7|1|7.0000", "QLT02|2026-02|0|1|0.0000")
        .as("a township centre has no surgical share")
        .noneMatch(row -> row.startsWith("NPE04"));
    assertThat(values("level = 'org' AND org_code = '" + WEST + "'"))
        .contains("QLT02|2026-03|0|1|0.0000", "OPS01|2026-03|1|1|1.0000");
  }

  @Test
  @Order(2)
  void aCompletionAfterMidnightOfTheInstitutionBelongsToTheNextMonth() {
    assertThat(values("indicator = 'NPE02a' AND org_code = '" + FAR + "'"))
        .containsExactly("NPE02a|2026-03|1|null|1.0000");
  }

  @Test
  @Order(3)
  void countiesAndTheRegionAreSumsNotMeans() {
    assertThat(values("indicator = 'OPS01' AND level = 'county' AND region_code = '990121'"))
        .contains("OPS01|2026-02|26|9|2.8889");
    assertThat(values("indicator = 'OPS01' AND level = 'region'"))
        .contains("OPS01|2026-02|26|9|2.8889", "OPS01|2026-03|6|2|3.0000");
    assertThat(
            lake.texts(
                "SELECT region_code, org_code, dept_code FROM mart.indicator_value"
                    + " WHERE level = 'region' GROUP BY ALL"))
        .containsExactly("990100|ALL|ALL");
  }

  @Test
  @Order(4)
  void departmentsAddUpToTheInstitution() {
    assertThat(
            lake.texts(
                "SELECT dept_code, int(numerator), int(denominator) FROM mart.indicator_value"
                    + " WHERE indicator = 'OPS01' AND level = 'dept' AND period = '2026-02-01'"
                    + " AND org_code = '"
                    + EAST
                    + "' ORDER BY 1"))
        .containsExactly("03|10|4", "03.01|6|2", "04.01|1|1", "none|2|1");
    assertThat(
            lake.texts(
                "SELECT * FROM mart.indicator_value WHERE level = 'dept'"
                    + " AND indicator LIKE 'REF%'"))
        .isEmpty();
    assertThat(
            lake.texts(
                "SELECT indicator, org_code, period FROM (SELECT indicator, org_code, period,"
                    + " sum(numerator) FILTER (WHERE level = 'dept') AS d,"
                    + " sum(numerator) FILTER (WHERE level = 'org') AS o"
                    + " FROM mart.indicator_value GROUP BY 1, 2, 3) WHERE d <> o"))
        .isEmpty();
  }

  @Test
  @Order(5)
  void smallSamplesPeersAndTheDayOfFinalityAreStated() {
    assertThat(
            lake.texts(
                "SELECT indicator, date_format(period, 'yyyy-MM'), small_sample, final_from,"
                    + " round(peer_median, 4), peer_count FROM mart.indicator_value"
                    + " WHERE level = 'org' AND org_code = '"
                    + EAST
                    + "' AND indicator IN ('OPS01', 'QLT02', 'NPE02b') AND period > '2026-01-01'"
                    + " ORDER BY 1, 2"))
        .containsExactly(
            "NPE02b|2026-02|false|2026-03-01|2.0|1",
            "NPE02b|2026-03|false|2026-04-01|0.0|2",
            "OPS01|2026-02|true|2026-03-01|2.375|1",
            "OPS01|2026-03|true|2026-04-01|3.0|2",
            "QLT02|2026-02|true|2026-03-31|42.8571|1",
            "QLT02|2026-03|true|2026-05-01|0.0|1");
  }

  @Test
  @Order(6)
  void everyNumberIsTheSumOfTheRowsBehindIt() {
    assertThat(
            lake.texts(
                "SELECT record_id FROM mart.indicator_row WHERE indicator = 'QLT02'"
                    + " AND org_code = '"
                    + EAST
                    + "' AND period = '2026-02-01' AND numerator = 1 ORDER BY 1"))
        .containsExactly("s1", "s14", "s4");
    assertThat(
            lake.texts(
                "SELECT * FROM mart.indicator_value v LEFT JOIN (SELECT indicator, org_code,"
                    + " period, sum(numerator) AS n, sum(denominator) AS d FROM mart.indicator_row"
                    + " GROUP BY 1, 2, 3) r USING (indicator, org_code, period)"
                    + " WHERE level = 'org' AND (v.numerator <> coalesce(n, 0)"
                    + " OR v.denominator <> coalesce(d, 0))"))
        .isEmpty();
  }

  @Test
  @Order(7)
  void anIndicatorIsAddedByItsFilesAlone() {
    assertThat(values("indicator = 'TST01' AND level = 'org' AND org_code = '" + EAST + "'"))
        .containsExactly(
            "TST01|2026-01|0|null|0.0000",
            "TST01|2026-02|1|null|1.0000",
            "TST01|2026-03|0|null|0.0000");
  }

  @Test
  @Order(8)
  void onlyWhatChangedIsComputedAgainAndNothingIsDoubled() {
    String content =
        "SELECT indicator, level, region_code, org_code, dept_code, period, numerator, denominator"
            + " FROM mart.indicator_value ORDER BY ALL";
    List<String> before = lake.texts(content);
    JobResult nothing = lake.run(job);
    assertThat(nothing.rowsWritten()).isZero();

    drug("m6", "s5", true, "inpatient-order", "completed");
    core.write();
    lake.run(job);

    assertThat(
            lake.texts(
                "SELECT indicator FROM mart.indicator_value WHERE run_id ="
                    + " (SELECT max_by(run_id, computed_at) FROM mart.indicator_value)"
                    + " GROUP BY 1"))
        .containsExactly("QLT06");
    assertThat(values("indicator = 'QLT06' AND level = 'org' AND org_code = '" + WEST + "'"))
        .containsExactly("QLT06|2026-03|1|1|100.0000");
    lake.query("DELETE FROM core.medication WHERE medication_id = 'm6'");
    lake.runFull(job);
    assertThat(lake.texts(content)).isEqualTo(before);
    assertThat(
            lake.texts(
                "SELECT count(*) FROM (SELECT indicator, level, region_code, org_code, dept_code,"
                    + " period FROM mart.indicator_value GROUP BY ALL HAVING count(*) > 1)"))
        .containsExactly("0");
  }

  @Test
  @Order(9)
  void valuesOfAPastStateAreThoseOfThenAndThoseOfNowStay() {
    String all =
        "SELECT indicator, level, region_code, org_code, dept_code, period, numerator, denominator"
            + " FROM mart.indicator_value%s ORDER BY ALL";
    List<String> then = lake.texts(all.formatted(""));
    Instant moment = Instant.now();
    lake.query("DELETE FROM core.encounter WHERE encounter_id IN ('s1', 's3', 's12')");
    lake.run(job);
    List<String> now = lake.texts(all.formatted(""));
    assertThat(now).isNotEqualTo(then);

    lake.runAsOf(job, moment.toString());

    String past = " VERSION AS OF '" + lake.pastOf("mart.indicator_value") + "'";
    assertThat(lake.texts(all.formatted(past))).isEqualTo(then).isNotEmpty();
    assertThat(lake.texts(all.formatted(""))).isEqualTo(now);
    assertThat(lake.run(job).rowsWritten()).as("the present is not touched").isZero();
  }

  private List<String> values(String condition) {
    return lake.texts(
        "SELECT indicator, date_format(period, 'yyyy-MM'), int(numerator), int(denominator),"
            + " format_string('%.4f', value) FROM mart.indicator_value WHERE "
            + condition
            + (condition.contains("TST01") ? "" : " AND indicator <> 'TST01'")
            + " ORDER BY 1, 2");
  }

  private void organization(String code, String kind, String tier, String region) {
    core.put(
        "core.organization",
        "org_code",
        code,
        "org_name",
        code,
        "org_kind",
        kind,
        "tier",
        tier,
        "region_code",
        region,
        "status",
        "active");
  }

  private void person(String id, String... patients) {
    core.put(
        "mart.patient_360",
        "person_id",
        id,
        "identity_basis",
        "resident_id",
        "patient_ids",
        patients,
        "registration_count",
        patients.length,
        "institution_count",
        1,
        "computed_at",
        Instant.EPOCH);
  }

  private void stay(
      String id,
      String patient,
      String org,
      String dept,
      String start,
      String end,
      String discharged,
      String mode,
      Object... more) {
    Object[] values = {
      "encounter_id",
      id,
      "patient_id",
      patient,
      "org_code",
      org,
      "local_encounter_no",
      id,
      "encounter_class",
      "IP",
      "dept_code",
      dept,
      "started_at",
      time(start),
      "ended_at",
      time(end),
      "discharge_date",
      LocalDate.parse(discharged),
      "discharge_mode",
      mode,
      "status",
      "finished"
    };
    core.put("core.encounter", concat(values, more));
  }

  private void open(String id, String patient, String start, String status) {
    core.put(
        "core.encounter",
        "encounter_id",
        id,
        "patient_id",
        patient,
        "org_code",
        EAST,
        "local_encounter_no",
        id,
        "encounter_class",
        "IP",
        "started_at",
        time(start),
        "status",
        status);
  }

  private void visit(String id, String type, String start, String status) {
    core.put(
        "core.encounter",
        "encounter_id",
        id,
        "patient_id",
        "p9",
        "org_code",
        EAST,
        "local_encounter_no",
        id,
        "encounter_class",
        type,
        "dept_code",
        "03",
        "started_at",
        time(start),
        "status",
        status);
  }

  private void procedure(String id, String stay, boolean surgery, String status) {
    core.put(
        "core.procedure",
        "procedure_id",
        id,
        "encounter_id",
        stay,
        "patient_id",
        "p",
        "org_code",
        EAST,
        "is_surgery",
        surgery,
        "performed_at",
        time("2026-02-03T02:00"),
        "status",
        status);
  }

  private void drug(String id, String stay, boolean antibiotic, String kind, String status) {
    core.put(
        "core.medication",
        "medication_id",
        id,
        "encounter_id",
        stay,
        "patient_id",
        "p",
        "org_code",
        EAST,
        "kind",
        kind,
        "display",
        "d",
        "is_antibiotic",
        antibiotic,
        "started_at",
        time("2026-02-03T02:00"),
        "status",
        status);
  }

  /** The steps reached: submitted, accepted, completed, feedback, followed up; an hour apart. */
  private void referral(
      String id,
      String direction,
      String origin,
      String from,
      String to,
      String state,
      String stay,
      String submitted,
      String steps) {
    core.put(
        "core.referral",
        "referral_id",
        id,
        "direction",
        direction,
        "origin",
        origin,
        "from_org_code",
        from,
        "to_org_code",
        to,
        "from_encounter_id",
        stay,
        "state",
        state,
        "created_at",
        time(submitted),
        "submitted_at",
        step(submitted, steps, 0),
        "accepted_at",
        step(submitted, steps, 1),
        "completed_at",
        step(submitted, steps, 2),
        "feedback_at",
        step(submitted, steps, 3),
        "followed_up_at",
        step(submitted, steps, 4));
  }

  private static Instant step(String submitted, String steps, int index) {
    return steps.charAt(index) == '1' ? time(submitted).plusSeconds(index * 7200L) : null;
  }

  private static Instant time(String text) {
    return Instant.parse(text + ":00Z");
  }

  private static Object[] concat(Object[] first, Object[] second) {
    Object[] all = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
