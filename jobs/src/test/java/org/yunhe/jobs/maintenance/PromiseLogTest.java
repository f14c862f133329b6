package org.yunhe.jobs.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yunhe.jobs.TestingLake;
import org.yunhe.models.care.CareReader;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;

/** Freshness and volume of tables against their contracts, on a real lake. */
class PromiseLogTest {
  /** A Monday, noon in the region: the last whole day is Sunday the 15th. */
  private static final Instant NOW = Instant.parse("2026-03-16T04:00:00Z");

  private static final String FOUND =
      "SELECT table_name, rows_counted, age_seconds, freshness, volume_day, volume_rows, usual_rows,"
          + " round(deviation_percent), volume, failure FROM ops.table_sla"
          + " WHERE measured_at = TIMESTAMP '%s' ORDER BY table_name";

  private TestingLake lake;
  private int number;

  @BeforeEach
  void emptyLake() {
    lake = TestingLake.fresh();
  }

  @Test
  void aDayWithFewerRowsThanItsWeekdayHasAndAnOldRowMissTheirPromises() {
    // Sundays before: 4, 6, 5, 5 rows; a Tuesday of a hundred is another weekday.
    results("2026-02-15T02:00:00Z", 4);
    results("2026-02-22T02:00:00Z", 6);
    results("2026-03-01T02:00:00Z", 5);
    results("2026-03-08T02:00:00Z", 5);
    results("2026-03-10T02:00:00Z", 100);
    // Half past midnight of the 15th and of the 16th, on the clock of the region.
    results("2026-03-14T16:30:00Z", 3);
    results("2026-03-15T16:30:00Z", 50);
    lake.commitCollected();

    maintain(NOW);
    maintain(NOW.plusSeconds(3600));

    assertThat(lake.texts(FOUND.formatted(NOW)))
        .containsExactly(
            "core.document|0|null|not_applicable|null|null|null|null|not_applicable|null",
            "core.observation|173|600|met|2026-03-15|3|5.0|-40.0|met|null");
    assertThat(lake.texts(FOUND.formatted(NOW.plusSeconds(3600))))
        .contains("core.observation|173|4200|missed|2026-03-15|3|5.0|-40.0|met|null");
    results("2026-03-15T02:00:00Z", 5);
    lake.commitCollected();
    maintain(NOW.plusSeconds(1));
    assertThat(lake.texts(FOUND.formatted(NOW.plusSeconds(1))))
        .contains("core.observation|178|601|met|2026-03-15|8|5.0|60.0|missed|null");
  }

  @Test
  void aTableOfFewWeeksIsNotJudgedByDay() {
    results("2026-03-01T02:00:00Z", 5);
    results("2026-03-08T02:00:00Z", 5);
    lake.commitCollected();

    maintain(NOW);

    assertThat(lake.texts(FOUND.formatted(NOW)))
        .contains("core.observation|10|600|met|null|null|null|null|not_applicable|null");
  }

  @Test
  void aWholeTableIsHeldAgainstItsLastCount() {
    members(10);
    maintain(NOW, "mart.cohort_member");
    members(1);
    maintain(NOW.plusSeconds(1), "mart.cohort_member");
    members(2);
    maintain(NOW.plusSeconds(2), "mart.cohort_member");

    assertThat(
            lake.texts(
                "SELECT rows_counted, usual_rows, round(deviation_percent), volume, freshness FROM"
                    + " ops.table_sla ORDER BY measured_at"))
        .containsExactly(
            "10|null|null|not_applicable|met", "11|10.0|10.0|met|met", "13|11.0|18.0|missed|met");
  }

  @Test
  void aTableThatCannotBeMeasuredSaysWhy() {
    lake.query("DROP TABLE core.document");
    ContractCatalog contracts = ContractCatalog.load();
    assertThat(contracts.table("core.document").service().freshness()).isNotNull();

    try {
      maintain(NOW);
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("core.document");
    }

    assertThat(lake.texts("SELECT freshness, failure LIKE '%does not exist%' FROM ops.table_sla"))
        .contains("not_applicable|true");
  }

  private void maintain(Instant now, String... names) {
    ContractCatalog contracts = ContractCatalog.load();
    List<TableContract> tables =
        (names.length == 0 ? Stream.of("core.document", "core.observation") : Stream.of(names))
            .map(contracts::table)
            .toList();
    lake.run(new MaintenanceJob(tables, CareReader::read, Clock.fixed(now, ZoneOffset.UTC)));
  }

  private void results(String at, int count) {
    for (int i = 0; i < count; i++) {
      String id = "t:" + ++number;
      lake.collect(
          "core.observation",
          "observation_id",
          id,
          "patient_id",
          "t:p",
          "org_code",
          "990101H001",
          "category",
          "laboratory",
          "source_code",
          "x",
          "observed_at",
          Instant.parse(at),
          "source",
          "t",
          "source_table",
          "t",
          "source_key",
          id,
          "source_row",
          1,
          "source_position",
          "1",
          "merged_at",
          NOW.minusSeconds(600));
    }
  }

  private void members(int count) {
    for (int i = 0; i < count; i++) {
      lake.collect(
          "mart.cohort_member",
          "cohort",
          "c",
          "person_id",
          "P" + ++number,
          "index_date",
          LocalDate.EPOCH,
          "entry_path",
          "x",
          "entry_paths",
          new String[] {"x"},
          "snapshots",
          "{}",
          "definition_fingerprint",
          "x",
          "incident",
          true,
          "prior_observation_days",
          1,
          "exit_date",
          LocalDate.EPOCH,
          "exit_reason",
          "x",
          "evidence",
          new String[] {"x"},
          "definition_version",
          "1",
          "computed_at",
          NOW,
          "run_id",
          "r");
    }
    lake.commitCollected();
  }
}
