package org.yunhe.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yunhe.jobs.TestingCore;
import org.yunhe.jobs.TestingLake;
import org.yunhe.jobs.core.CoreJob;
import org.yunhe.jobs.patient360.Patient360Job;
import org.yunhe.models.error.YunheException;

/** A mart made of a past state of core is what it was then. */
class AsOfTest {
  private static final String PERSONS =
      "SELECT patient_ids, name, sex, birth_date, encounter_count, conditions, first_contact_at"
          + " FROM mart.patient_360";
  private static final String EVENTS =
      "SELECT person_id, event_type, event_id, event_at, code, source FROM mart.patient_timeline";

  private final Patient360Job job = new Patient360Job();
  private TestingLake lake;

  @BeforeEach
  void region() {
    lake = TestingLake.fresh();
    TestingCore core = new TestingCore(lake);
    core.patient("t:1", "1", "1960-01-01", "990121");
    core.patient("t:2", "2", "1970-01-01", "990121");
    String visit = core.visit("t:1", "OP", "2026-01-05");
    core.diagnosis("t:1", visit, "E11.9", "2026-01-05", "active");
    core.commit();
    lake.run(job);
  }

  @Test
  void theMartOfThenIsInABranchAndTheMartOfNowStays() {
    List<String> persons = lake.texts(PERSONS);
    List<String> events = lake.texts(EVENTS);
    Instant then = Instant.now();
    Table patients = lake.lake().table("core.patient");
    patients
        .manageSnapshots()
        .createTag("month-1", patients.currentSnapshot().snapshotId())
        .commit();
    lake.query("DELETE FROM core.patient WHERE patient_id = 't:2'");
    lake.query("UPDATE core.condition SET code = 'I10', code_prefix = 'I10'");
    TestingCore later = new TestingCore(lake);
    later.patient("t:3", "1", "1980-01-01", "990121");
    later.visit("t:1", "IP", "2026-02-05");
    later.commit();
    lake.run(job);
    List<String> now = lake.texts(PERSONS);
    assertThat(now).isNotEqualTo(persons);

    lake.runAsOf(job, then.toString());

    String branch = branch();
    assertThat(lake.texts(at(PERSONS, branch))).containsExactlyInAnyOrderElementsOf(persons);
    assertThat(lake.texts(at(EVENTS, branch))).containsExactlyInAnyOrderElementsOf(events);
    assertThat(lake.texts(PERSONS)).isEqualTo(now);
    assertThat(lake.lake().table("core.patient").refs()).containsOnlyKeys("main", "month-1");
    assertThat(lake.run(job).rowsWritten()).as("the present is not touched").isZero();
    assertThat(lake.texts("SELECT DISTINCT job FROM ops.job_run"))
        .containsExactlyInAnyOrder("patient-360", "patient-360@" + branch);
  }

  @Test
  void aTimeBeforeAllGivesNothingAndOneThatIsGoneIsRefused() {
    lake.runAsOf(job, "2020-01-01");
    assertThat(lake.texts(at(PERSONS, branch()))).isEmpty();

    lake.insert(
        "core.patient",
        "patient_id",
        "t:9",
        "org_code",
        "990101H001",
        "local_patient_no",
        "9",
        "sex",
        "1",
        "source",
        "t",
        "source_table",
        "t",
        "source_key",
        "k",
        "source_row",
        1,
        "source_position",
        "1",
        "merged_at",
        Instant.EPOCH);
    lake.lake()
        .table("core.patient")
        .expireSnapshots()
        .expireOlderThan(System.currentTimeMillis() + 1)
        .retainLast(1)
        .commit();
    assertThatThrownBy(() -> lake.runAsOf(job, "2020-01-02"))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("core.patient has no snapshot as of 2020-01-02");
    assertThatThrownBy(() -> lake.runAsOf(job, "no-such-tag"))
        .hasMessageContaining("has no snapshot as of no-such-tag");
    assertThatThrownBy(() -> lake.runAsOf(new CoreJob(), "2020-01-01"))
        .hasMessageContaining("cannot be run as of a past state");
    assertThat(lake.lake().table("core.condition").refs()).containsOnlyKeys("main");
  }

  private String branch() {
    return lake.lake().table("mart.patient_360").refs().keySet().stream()
        .filter(name -> name.startsWith("asof_"))
        .findFirst()
        .orElseThrow();
  }

  private static String at(String sql, String branch) {
    return sql + " VERSION AS OF '" + branch + "'";
  }
}
