package org.yunhe.jobs.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yunhe.jobs.TestingLake;

/** What leaves quarantine when records have come back. */
class ReplayedEntriesTest {
  private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
  private static final String FIRST = "landing:fhir.f.Patient:0:7";
  private static final String SECOND = "landing:fhir.f.Patient:0:9";

  private TestingLake lake;

  @BeforeEach
  void emptyLake() {
    lake = TestingLake.fresh();
  }

  @Test
  void entriesLeaveWhoseRecordsHaveLandedAndNoOthers() {
    entry("ingestion:quarantine.f.Patient:0:1", "ingestion");
    entry(FIRST, "landing");
    entry(SECOND, "landing");
    entry("a verdict of core", "core");
    replay("ingestion:quarantine.f.Patient:0:1", "raw.fhir", 10);
    replay(FIRST, "raw.fhir", 11);
    replay("an entry that never was", "ops.quarantine", 9);
    replay("a verdict of core", "raw.change", 3);

    runCore();

    assertThat(ids())
        .as("one that only says it came back is not lost; core decides on its own")
        .containsExactly("a verdict of core", SECOND);
  }

  @Test
  void whatIsStillUnreadableStandsUnderItsFirstEntryUntilThatHasLanded() {
    entry(FIRST, "landing");
    entry(SECOND, "landing");
    replay(FIRST, "ops.quarantine", 9);

    runCore();
    assertThat(ids()).containsExactly(FIRST);

    entry("landing:fhir.f.Patient:0:12", "landing");
    replay(FIRST, "ops.quarantine", 12);
    replay(FIRST, "raw.fhir", 13);
    runCore();
    assertThat(ids()).isEmpty();
  }

  /** Runs the core job, which does this although no log has anything new. */
  private void runCore() {
    lake.run(new CoreJob(TestingModels::models));
  }

  private void entry(String id, String stage) {
    lake.insert(
        "ops.quarantine",
        "quarantine_id",
        id,
        "stage",
        stage,
        "reason_code",
        "LANDING_NOT_JSON",
        "reason",
        "test",
        "quarantined_at",
        NOW);
  }

  private void replay(String id, String table, long offset) {
    lake.insert(
        "ops.quarantine_replay",
        "quarantine_id",
        id,
        "target_table",
        table,
        "topic",
        "fhir.f.Patient",
        "partition",
        0,
        "offset",
        offset,
        "landed_at",
        NOW);
  }

  private List<String> ids() {
    return lake.texts("SELECT quarantine_id FROM ops.quarantine ORDER BY 1");
  }
}
