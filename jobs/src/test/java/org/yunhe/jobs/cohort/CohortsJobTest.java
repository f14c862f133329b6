package org.yunhe.jobs.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yunhe.jobs.TestingCore;
import org.yunhe.jobs.TestingLake;
import org.yunhe.jobs.patient360.Patient360Job;

/** Cohorts over a lake: from core rows written by hand to members, with their reasons. */
class CohortsJobTest {
  private static final String MEMBERS =
      "SELECT p.patient_ids[0], m.index_date, m.entry_path, m.incident, m.exit_date, m.exit_reason"
          + " FROM mart.cohort_member m JOIN mart.patient_360 p ON p.person_id = m.person_id"
          + " WHERE cohort = '%s' ORDER BY 1";

  private final CohortsJob job = new CohortsJob();
  private TestingLake lake;
  private TestingCore core;

  @BeforeEach
  void region() {
    lake = TestingLake.fresh();
    core = new TestingCore(lake);
    // Diagnosed twice; the first at half past midnight of 2 March in the institution's time.
    core.patient("t:1", "2", "1960-06-15", "990101");
    core.visit("t:1", "OP", "2023-01-01");
    String visit = core.visit("t:1", "OP", "2024-03-01T16:30:00Z");
    core.diagnosis("t:1", visit, "E11.900", "2024-03-01T16:30:00Z", "active");
    core.diagnosis("t:1", visit, "E11.900", "2024-09-01", "active");
    core.laboratory("t:1", "9318-7", 45, "mg/g", "2024-10-01");
    core.laboratory("t:1", "9318-7", 60, "mg/g", "2024-12-01");
    // Once suspected and once certain is once.
    core.patient("t:2", "1", "1950-01-01", "990101");
    core.diagnosis("t:2", null, "E11.900", "2024-03-01", "suspected");
    core.diagnosis("t:2", null, "E11.900", "2024-04-01", "active");
    // Diagnosis and drug, but type 1 as well.
    core.patient("t:3", "1", "1950-01-01", "990101");
    core.diagnosis("t:3", null, "E11.900", "2024-03-01", "active");
    core.medication("t:3", "A10BA02", "2024-03-01");
    core.diagnosis("t:3", null, "E10.900", "2024-03-02", "active");
    // Hypertension by an inpatient diagnosis; at 34 too young.
    core.patient("t:4", "1", "1980-01-01", "990101");
    core.diagnosis("t:4", core.visit("t:4", "IP", "2024-05-01"), "I10.x00", "2024-05-01", "active");
    core.patient("t:5", "1", "1990-01-02", "990101");
    core.diagnosis("t:5", core.visit("t:5", "IP", "2024-12-31"), "I10.x00", "2024-12-31", "active");
    // Blood pressure on three days, one of them in the emergency ward, is not enough.
    core.patient("t:6", "1", "1950-01-01", "990101");
    core.laboratory("t:6", "8480-6", 150, "mm[Hg]", "2024-05-01");
    core.laboratory("t:6", "8480-6", 130, "mm[Hg]", "2024-05-02");
    core.laboratory("t:6", "8462-4", 95, "mm[Hg]", "2024-05-03");
    // The cohort of the test resources.
    core.patient("t:7", "2", "1990-01-01", "990101");
    core.visit("t:7", "OP", "2024-01-01");
    core.diagnosis("t:7", core.visit("t:7", "ED", "2024-02-01"), "J45.900", "2024-02-01", "active");
    core.commit();
    lake.run(new Patient360Job());
  }

  @Test
  void membersAreThoseWorkedOutByHand() {
    lake.run(job);

    assertThat(lake.texts(MEMBERS.formatted("t2dm")))
        .containsExactly("t:1|2024-03-02|diagnosed-twice|true|2025-12-01|observation_end");
    assertThat(lake.texts(MEMBERS.formatted("hypertension")))
        .containsExactly("t:4|2024-05-01|inpatient-diagnosis|false|2025-05-01|observation_end");
    assertThat(lake.texts(MEMBERS.formatted("test-asthma")))
        .as("a cohort added by files only")
        .containsExactly("t:7|2024-02-01|emergency|true|2024-05-01|fixed_days");
    assertThat(
            lake.texts(
                "SELECT outcome, stage, event_date, days_since_index, prevalent, size(evidence)"
                    + " FROM mart.cohort_event WHERE cohort = 't2dm' ORDER BY 1, 2"))
        .containsExactly(
            "foot|none|2024-03-02|0|false|0",
            "nephropathy|microalbuminuria|2024-10-01|213|false|2",
            "nephropathy|none|2024-03-02|0|false|0",
            "retinopathy|none|2024-03-02|0|false|0");
  }

  @Test
  void evidenceLeadsToTheRowsOfCore() {
    lake.run(job);

    assertThat(
            lake.texts(
                "SELECT c.code, to_date(c.recorded_at) FROM (SELECT explode(evidence) AS e FROM"
                    + " mart.cohort_member WHERE cohort = 't2dm') JOIN core.condition c ON"
                    + " concat('condition/', c.condition_id) = e ORDER BY 2"))
        .containsExactly("E11.900|2024-03-01", "E11.900|2024-09-01");
  }

  @Test
  void nothingIsDoneTwiceAndNewRowsCount() {
    assertThat(lake.run(job).rowsWritten()).isPositive();
    assertThat(lake.run(job).rowsWritten()).isZero();

    core.laboratory("t:6", "8480-6", 150, "mm[Hg]", "2024-06-03");
    core.commit();
    lake.run(job);
    assertThat(lake.texts(MEMBERS.formatted("hypertension")))
        .contains("t:6|2024-05-01|blood-pressure-on-three-days|false|2025-06-03|observation_end");
    assertThat(lake.texts("SELECT count(DISTINCT run_id) FROM mart.cohort_member"))
        .containsExactly("1");
  }

  @Test
  void membersOfAPastStateAreThoseOfThenAndThoseOfNowStay() {
    lake.run(job);
    String all =
        "SELECT m.cohort, p.patient_ids[0], m.index_date, m.exit_date FROM mart.cohort_member%1$s m"
            + " JOIN mart.patient_360%1$s p ON p.person_id = m.person_id ORDER BY ALL";
    String outcomes =
        "SELECT cohort, outcome, stage, event_date FROM mart.cohort_event%s ORDER BY ALL";
    List<String> then = lake.texts(all.formatted(""));
    List<String> events = lake.texts(outcomes.formatted(""));
    Instant moment = Instant.now();
    core.laboratory("t:6", "8480-6", 150, "mm[Hg]", "2024-06-03");
    core.commit();
    lake.query("DELETE FROM core.patient WHERE patient_id = 't:1'");
    lake.run(new Patient360Job());
    lake.run(job);
    List<String> now = lake.texts(all.formatted(""));
    assertThat(now).isNotEqualTo(then);

    lake.runAsOf(List.of(new Patient360Job(), job), moment.toString());

    String past = " VERSION AS OF '" + lake.pastOf("mart.cohort_member") + "'";
    assertThat(lake.texts(all.formatted(past))).isEqualTo(then).isNotEmpty();
    assertThat(lake.texts(outcomes.formatted(past))).isEqualTo(events).isNotEmpty();
    assertThat(lake.texts(all.formatted(""))).isEqualTo(now);
    assertThat(lake.run(job).rowsWritten()).as("the present is not touched").isZero();
  }
}
