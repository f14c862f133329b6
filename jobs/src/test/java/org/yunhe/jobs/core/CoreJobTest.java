package org.yunhe.jobs.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.TestingLake;
import org.yunhe.models.error.YunheException;

/** What becomes of a hospital's changes in core, on a real lake. */
class CoreJobTest {
  private final CoreJob job = new CoreJob(TestingModels::models);
  private TestingLake lake;
  private TestingHospital a;

  @BeforeEach
  void emptyLake() {
    lake = TestingLake.fresh();
    a = new TestingHospital(lake.lake(), "his_a");
  }

  @Test
  void insertsUpdatesAndDeletes() {
    patient("1", "张三", "1980-02-03");
    patient("2", "李四", "1990-05-06");
    a.land();
    lake.run(job);
    assertThat(names()).containsExactly("his_a:1|张三", "his_a:2|李四");

    patient("1", "张三丰", "1980-02-03");
    patient("3", "王五", "1970-01-01");
    a.delete("brxx", "id", "2").land();
    JobResult result = lake.run(job);

    assertThat(names()).containsExactly("his_a:1|张三丰", "his_a:3|王五");
    assertThat(result.rowsRead()).isEqualTo(3);
    assertThat(result.rowsWritten()).isBetween(3L, 4L);
    assertBalanced();
  }

  @Test
  void readsTypesTimesAndCodes() {
    a.put(
            "brxx",
            "id",
            "1",
            "brid",
            "7",
            "xm",
            "张三",
            "xb",
            "2",
            "csrq",
            "1980-02-03Z",
            "djsj",
            "2026-03-01T08:30:00Z")
        .land();
    TestingHospital b = new TestingHospital(lake.lake(), "his_b");
    b.put(
            "brxx",
            "id",
            "1",
            "brid",
            "7",
            "xm",
            "李四",
            "xb",
            "M",
            "csrq",
            "1990-01-01",
            "djsj",
            "2026-03-01 08:30:00")
        .land();

    lake.run(job);

    assertThat(
            lake.texts(
                "SELECT patient_id, sex, occupation, birth_date, registered_at, source_key,"
                    + " source_row FROM core.patient ORDER BY 1"))
        .containsExactly(
            "his_a:7|2|F|1980-02-03|2026-03-01T00:30:00Z|{\"id\":\"1\"}|1",
            "his_b:7|1|M|1990-01-01|2026-03-01T00:30:00Z|{\"id\":\"1\"}|1");
  }

  @Test
  void newestChangeWinsWhateverTheOrder() {
    long old = a.position() + 1;
    long recent = a.position() + 2;
    a.change("u", "brxx", recent, image("1", "新", "1980-02-03"));
    a.change("c", "brxx", old, image("1", "旧", "1980-02-03")).land();
    lake.run(job);
    assertThat(names()).containsExactly("his_a:1|新");

    a.change("c", "brxx", old, image("1", "旧", "1980-02-03")).land();
    lake.run(job);
    assertThat(names()).containsExactly("his_a:1|新");

    a.change("d", "brxx", recent + 1, "id", "1").land();
    lake.run(job);
    a.change("u", "brxx", recent, image("1", "新", "1980-02-03")).land();
    lake.run(job);
    assertThat(names()).isEmpty();
    assertBalanced();
  }

  @Test
  void badRowsAreQuarantinedBesideGoodOnesAndLeaveWhenMended() {
    patient("1", "张三", "1980-02-30");
    patient("2", "李四", "");
    patient("3", "王五", "1970-01-01");
    a.land();
    lake.run(job);

    assertThat(names()).containsExactly("his_a:3|王五");
    assertThat(
            lake.texts(
                "SELECT source_key, target_table, column_name, reason_code, reason,"
                    + " payload IS NOT NULL, stage FROM ops.quarantine ORDER BY 1"))
        .containsExactly(
            "{\"id\":\"1\"}|core.patient|birth_date|YQ-CAST|birth_date: '1980-02-30' is not a"
                + " date; birth date: birth_date = null|true|core",
            "{\"id\":\"2\"}|core.patient|birth_date|YQ-REQUIRED|birth_date is missing; birth date:"
                + " birth_date = null|true|core");
    assertThat(reconciliation()).containsExactly("his_a|brxx|3|3|1|0|2|0|true");

    patient("1", "张三", "1980-02-28");
    a.land();
    lake.run(job);
    assertThat(names()).containsExactly("his_a:1|张三", "his_a:3|王五");
    assertThat(lake.texts("SELECT source_key FROM ops.quarantine"))
        .containsExactly("{\"id\":\"2\"}");
    assertThat(reconciliation()).containsExactly("his_a|brxx|1|3|2|0|1|0|true");

    patient("3", "王五", "not a date");
    a.delete("brxx", "id", "2").land();
    lake.run(job);
    assertThat(names()).containsExactly("his_a:1|张三");
    assertThat(lake.texts("SELECT source_key FROM ops.quarantine"))
        .containsExactly("{\"id\":\"3\"}");
    assertThat(reconciliation()).containsExactly("his_a|brxx|2|2|1|0|1|0|true");
  }

  @Test
  void aRowThatGivesFewerRowsLosesTheOthers() {
    visit("1", "2026-03-01 08:00:00", "I10,E11.9,J45");
    visit("2", "2026-03-01 09:00:00", "I10");
    a.land();
    lake.run(job);
    assertThat(conditions()).containsExactly("1-1|I10", "1-2|E11.9", "1-3|J45", "2-1|I10");

    visit("1", "2026-03-01 08:00:00", "I10");
    visit("2", "2026-03-01 09:00:00", null);
    a.land();
    lake.run(job);

    assertThat(conditions()).containsExactly("1-1|I10");
    assertThat(lake.texts("SELECT count(*) FROM core.encounter")).containsExactly("2");
    assertBalanced();
  }

  @Test
  void filteredRowsAreCountedByRule() {
    a.put("brxx", "id", "1", "brid", "1", "csrq", "1980-01-01", "zt", "X");
    patient("2", "李四", "1990-05-06");
    a.put("kb", "id", "1").land();
    lake.run(job);

    assertThat(names()).containsExactly("his_a:2|李四");
    assertThat(reconciliation())
        .containsExactly("his_a|brxx|2|2|1|1|0|0|true", "his_a|kb|1|1|0|0|0|1|true");
    assertThat(
            lake.texts("SELECT filter_reasons FROM ops.reconciliation WHERE source_table = 'brxx'"))
        .containsExactly("{\"cancelled registration\":1}");

    a.put("brxx", "id", "2", "brid", "2", "csrq", "1990-05-06", "zt", "X").land();
    lake.run(job);
    assertThat(names()).isEmpty();
    assertBalanced();
  }

  @Test
  void twoRowsOfOnePrimaryKeyLeaveTheNewest() {
    a.put("brxx", "id", "1", "brid", "7", "xm", "旧", "csrq", "1980-01-01");
    a.put("brxx", "id", "2", "brid", "7", "xm", "新", "csrq", "1980-01-01").land();
    lake.run(job);

    assertThat(names()).containsExactly("his_a:7|新");
    assertThat(lake.texts("SELECT source_key, reason_code FROM ops.quarantine"))
        .containsExactly("{\"id\":\"1\"}|YQ-DUPLICATE");
    assertBalanced();
  }

  @Test
  void aPrimaryKeyTakenByAnotherSourceRowLaterGoesToTheNewest() {
    a.put("brxx", "id", "1", "brid", "7", "xm", "旧", "csrq", "1980-01-01").land();
    lake.run(job);
    a.put("brxx", "id", "2", "brid", "7", "xm", "新", "csrq", "1980-01-01").land();
    lake.run(job);
    assertThat(names()).containsExactly("his_a:7|新");
    assertThat(lake.texts("SELECT source_key, reason_code FROM ops.quarantine"))
        .containsExactly("{\"id\":\"1\"}|YQ-DUPLICATE");
    assertBalanced();

    a.change("u", "brxx", 500, "id", "3", "brid", "7", "xm", "更旧", "csrq", "1980-01-01").land();
    lake.run(job);
    assertThat(names()).containsExactly("his_a:7|新");
    assertBalanced();

    a.delete("brxx", "id", "1").land();
    lake.run(job);
    assertThat(names()).containsExactly("his_a:7|新");
    assertBalanced();
  }

  @Test
  void aRowWhoseCoreKeyChangesMoves() {
    a.put("brxx", "id", "1", "brid", "7", "xm", "张三", "csrq", "1980-01-01").land();
    lake.run(job);
    a.put("brxx", "id", "1", "brid", "8", "xm", "张三", "csrq", "1980-01-01").land();
    lake.run(job);

    assertThat(names()).containsExactly("his_a:8|张三");
    assertBalanced();
  }

  @Test
  void aRunThatWasKilledOrRepeatedChangesNothing() {
    patient("1", "张三", "1980-02-03");
    patient("2", "李四", "bad");
    visit("1", "2026-03-01 08:00:00", "I10,E11.9");
    a.land();
    lake.run(job);
    patient("1", "张三丰", "1980-02-03");
    visit("1", "2026-03-01 08:00:00", "I10");
    a.delete("brxx", "id", "2").land();
    lake.run(job);
    List<String> once = everything();

    lake.query("DELETE FROM ops.job_run WHERE from_snapshot IS NOT NULL");
    JobResult again = lake.run(job);

    assertThat(again.rowsRead()).isEqualTo(3);
    assertThat(everything()).isEqualTo(once);
    assertThat(lake.run(job).rowsRead()).isZero();
    assertThat(everything()).isEqualTo(once);
    lake.runFull(job);
    assertThat(everything()).isEqualTo(once);
    assertBalanced();
  }

  @Test
  void anInterruptedRunLeavesNoOrphan() {
    visit("1", "2026-03-01 08:00:00", "I10");
    a.land();
    lake.run(job);
    visit("1", "2026-03-01 08:00:00", "I10,E11.9");
    visit("2", "2026-03-01 08:00:00", "J45");
    a.land();
    lake.run(job);
    lake.query("DELETE FROM ops.job_run WHERE from_snapshot IS NOT NULL");
    lake.query("DELETE FROM ops.source_row WHERE source_key LIKE '%2%'");
    visit("1", "2026-03-01 08:00:00", "I10");
    a.delete("jz", "id", "2").land();
    lake.run(job);

    assertThat(conditions()).containsExactly("1-1|I10");
    assertBalanced();
  }

  @Test
  void smallRunsEndInWhatAFullRunGives() {
    for (int i = 0; i < 60; i++) {
      patient("" + i, "张三" + i, i % 7 == 0 ? "bad" : "1980-02-03");
      visit("" + i, "2026-03-01 08:00:00", i % 3 == 0 ? "I10,E11.9" : "J45");
    }
    a.land();
    lake.run(job);
    for (int i = 0; i < 60; i += 5) {
      patient("" + i, "李四" + i, i % 2 == 0 ? "1990-05-06" : "bad");
      visit("" + i, "2026-03-02 08:00:00", i % 10 == 0 ? null : "I10");
    }
    a.put("brxx", "id", "90", "brid", "1", "xm", "王五", "csrq", "1970-01-01");
    a.delete("brxx", "id", "3").delete("jz", "id", "4").land();
    lake.run(job);
    a.put("brxx", "id", "91", "brid", "91", "zt", "X").delete("brxx", "id", "90").land();
    lake.run(job);
    assertBalanced();
    List<String> small = everything();
    List<String> balance = reconciliation();

    lake.runFull(job);

    // A row that lost its primary key to another one that has left comes back in a full run only.
    assertThat(everything())
        .filteredOn(row -> !row.contains("{\"id\":\"1\"}"))
        .isEqualTo(small.stream().filter(row -> !row.contains("{\"id\":\"1\"}")).toList());
    assertThat(everything()).hasSameSizeAs(small);
    assertThat(balance).hasSize(2).allMatch(line -> line.endsWith("|true"));
  }

  @Test
  void aLostRowShowsAsUnbalanced() {
    patient("1", "张三", "1980-02-03");
    patient("2", "李四", "1990-05-06");
    a.land();
    lake.run(job);
    assertThat(reconciliation()).containsExactly("his_a|brxx|2|2|2|0|0|0|true");

    lake.query("DELETE FROM ops.source_row WHERE source_key LIKE '%2%'");
    patient("3", "王五", "1970-01-01");
    a.land();
    lake.run(job);
    assertThat(reconciliation()).containsExactly("his_a|brxx|1|3|2|0|0|0|false");

    lake.runFull(job);
    assertThat(reconciliation()).containsExactly("his_a|brxx|3|3|3|0|0|0|true");
  }

  @Test
  void coreGoesOnWithWhatADriftingTableStillGives() {
    patient("1", "张三", "1980-02-03");
    a.land();
    lake.run(job);
    a.put("brxx", "id", "2", "brid", "2", "xm", "李四", "csrq", "1990-05-06", "email", "x@y");
    a.put("brxx", "id", "3", "brid", "3", "xm", "钱七", "csrq", "1990-05-06");
    a.put("brxx", "id", "4", "brid", "4", "xm", "王五");
    a.image("brxx", "{\"id\":\"5\"}", "{\"id\":5,\"brid\":5,\"xm\":true,\"csrq\":\"1990-05-06\"}");
    a.image("brxx", "{\"id\":\"6\"}", "{\"id\":6,\"brid\":6,\"xm\":\"赵六\",\"csrq\":19900506}");
    a.put("xb", "id", "1").land();
    lake.run(job);

    assertThat(lake.texts("SELECT patient_id, name, registered_at FROM core.patient ORDER BY 1"))
        .as("an added column is left out, a dropped one empty, a retyped one read")
        .containsExactly(
            "his_a:1|张三|2026-03-01T00:00:00Z",
            "his_a:2|李四|null",
            "his_a:3|钱七|null",
            "his_a:5|true|null");
    assertThat(
            lake.texts(
                "SELECT source_key, column_name, reason_code FROM ops.quarantine ORDER BY 1"))
        .as("a required column that is gone or cannot be read")
        .containsExactly(
            "{\"id\":\"4\"}|birth_date|YQ-REQUIRED", "{\"id\":\"6\"}|birth_date|YQ-CAST");
    assertThat(reconciliation())
        .containsExactly("his_a|brxx|5|6|4|0|2|0|true", "his_a|xb|1|1|0|0|0|1|true");
  }

  @Test
  void changesThatCannotBeFollowedAreNamed() {
    patient("1", "张三", "1980-02-03");
    a.image("brxx", null, "{\"id\":\"2\"}").land();
    lake.run(job);

    assertThat(
            lake.texts(
                "SELECT rows_in, rows_core, truncations, changes_keyless FROM ops.reconciliation"))
        .containsExactly("1|1|0|1");
  }

  @Test
  void aTruncationTakesTheRowsBeforeItAndLeavesThoseAfterIt() {
    patient("1", "张三", "1980-02-03");
    patient("2", "李四", "bad");
    patient("3", "王五", "1970-01-01");
    visit("1", "2026-03-01 08:00:00", "I10,E11.9");
    a.put("kb", "id", "1");
    TestingHospital b = new TestingHospital(lake.lake(), "his_b");
    b.put("brxx", image("1", "赵六", "1980-02-03")).land();
    a.land();
    lake.run(job);

    patient("1", "旧", "1980-02-03");
    patient("4", "旧", "1980-02-03");
    a.truncate("brxx").truncate("kb");
    patient("3", "新", "1970-01-01");
    patient("5", "新", "1980-02-03");
    a.land();
    lake.run(job);

    assertThat(names()).containsExactly("his_a:3|新", "his_a:5|新", "his_b:1|赵六");
    assertThat(conditions()).as("another table").containsExactly("1-1|I10", "1-2|E11.9");
    assertThat(fates("brxx"))
        .containsExactly(
            "1|deleted|null", "2|deleted|null", "3|core|null", "4|deleted|null", "5|core|null");
    assertThat(fates("kb")).containsExactly("1|deleted|null");
    assertThat(lake.texts("SELECT count(*) FROM ops.quarantine")).containsExactly("0");
    assertThat(reconciliation())
        .containsExactly(
            "his_a|brxx|5|2|2|0|0|0|true",
            "his_a|jz|0|1|1|0|0|0|true",
            "his_a|kb|1|0|0|0|0|0|true",
            "his_b|brxx|0|1|1|0|0|0|true");
    assertThat(lake.texts("SELECT sum(truncations) FROM ops.reconciliation")).containsExactly("2");
    assertBalanced();
    assertFullRunChangesNothing();
  }

  @Test
  void aTruncationHoldsForWhatArrivesAfterIt() {
    patient("1", "张三", "1980-02-03");
    patient("2", "李四", "1990-05-06");
    a.land();
    lake.run(job);
    long before = a.position() + 1;
    a.truncate("brxx", before + 4).land();
    lake.run(job);
    assertThat(names()).isEmpty();
    assertBalanced();

    assertThat(lake.run(job).rowsRead()).as("a run with nothing new keeps it").isZero();
    a.change("u", "brxx", before, image("1", "迟到", "1980-02-03"));
    a.change("c", "brxx", before + 1, image("3", "迟到", "1980-02-03"));
    a.change("d", "brxx", before + 2, "id", "2");
    a.change("c", "brxx", before + 5, image("4", "新", "1980-02-03")).land();
    lake.run(job);

    assertThat(names()).containsExactly("his_a:4|新");
    assertBalanced();
    assertFullRunChangesNothing();
  }

  @Test
  void truncationsThatArriveOutOfOrderTakeWhatTheLogSays() {
    long first = a.position() + 1;
    a.change("c", "brxx", first, image("1", "一", "1980-02-03"));
    a.change("c", "brxx", first + 4, image("2", "二", "1980-02-03")).land();
    lake.run(job);
    a.change("u", "brxx", first + 6, image("1", "一又", "1980-02-03"));
    a.truncate("brxx", first + 5).truncate("brxx", first + 2).land();
    lake.run(job);
    assertThat(names()).containsExactly("his_a:1|一又");
    assertBalanced();

    a.truncate("brxx", first + 3).land();
    lake.run(job);
    assertThat(names()).containsExactly("his_a:1|一又");
    a.change("c", "brxx", first + 4, image("3", "三", "1980-02-03")).land();
    lake.run(job);
    assertThat(names()).as("the later truncation counts").containsExactly("his_a:1|一又");
    assertBalanced();

    a.change("u", "brxx", first, image("1", "一", "1980-02-03"));
    a.truncate("brxx", first + 7).land();
    lake.run(job);
    assertThat(names()).as("the stale image of a row does not save it").isEmpty();
    assertBalanced();
    assertFullRunChangesNothing();
  }

  @Test
  void aRunWithATruncationThatWasKilledIsRepeated() {
    patient("1", "张三", "1980-02-03");
    patient("2", "李四", "1990-05-06");
    a.land();
    lake.run(job);
    patient("3", "王五", "1970-01-01");
    a.truncate("brxx");
    patient("4", "赵六", "1970-01-01");
    a.land();
    lake.run(job);
    List<String> once = everything();

    lake.query("DELETE FROM ops.job_run WHERE from_snapshot IS NOT NULL");
    lake.run(job);

    assertThat(names()).containsExactly("his_a:4|赵六");
    assertThat(everything()).isEqualTo(once);
    assertBalanced();
    assertFullRunChangesNothing();
  }

  @Test
  void aLakeOfBeforeTruncationsWereFollowedIsReadAgain() {
    patient("1", "张三", "1980-02-03");
    a.truncate("brxx").land();
    lake.run(job);
    lake.query("UPDATE ops.job_run SET detail = replace(detail, 'truncations', 'other')");
    patient("2", "李四", "1990-05-06");
    a.land();

    assertThat(lake.run(job).rowsRead()).isEqualTo(3);

    assertThat(names()).containsExactly("his_a:2|李四");
    assertBalanced();
  }

  @Test
  void aChangedMappingReadsTheWholeLogAgain() {
    patient("1", "张三", "1980-02-03");
    a.land();
    lake.run(job);
    String other =
        """
        SELECT concat('${source}', ':', id) AS patient_id, '990121H001' AS org_code,
          id AS local_patient_no, upper(xm) AS name, '9' AS sex, csrq AS birth_date,
          _source_table, _source_key, _source_position, _source_ts
        FROM brxx
        """;

    lake.run(new CoreJob(() -> TestingModels.models(Map.of("patient.sql", other))));

    assertThat(lake.texts("SELECT patient_id, sex FROM core.patient")).containsExactly("his_a:1|9");
  }

  @Test
  void aBrokenMappingFailsWithItsFileBeforeAnythingIsWritten() {
    patient("1", "张三", "1980-02-03");
    visit("1", "2026-03-01 08:00:00", "I10");
    a.land();

    for (String sql :
        List.of(
            "SELEC oops FROM jz",
            "SELECT nothing_such AS encounter_id FROM jz",
            "SELECT id AS no_such_column, _source_table, _source_key, _source_position, _source_ts"
                + " FROM jz",
            "SELECT id AS encounter_id FROM jz",
            "SELECT id AS encounter_id FROM no_such_table")) {
      assertThatThrownBy(
              () -> lake.run(new CoreJob(() -> TestingModels.models(Map.of("encounter.sql", sql)))))
          .as(sql)
          .isInstanceOf(YunheException.class)
          .hasMessageContaining("mappings/his_small/encounter.sql");
    }
    assertThat(names()).isEmpty();
    assertThat(lake.texts("SELECT DISTINCT status FROM ops.job_run")).containsExactly("failed");
  }

  private void patient(String id, String name, String born) {
    a.put("brxx", image(id, name, born));
  }

  private static String[] image(String id, String name, String born) {
    return new String[] {
      "id", id, "brid", id, "xm", name, "xb", "1", "csrq", born, "djsj", "2026-03-01 08:00:00"
    };
  }

  private void visit(String id, String at, String diagnoses) {
    a.put("jz", "id", id, "brid", "1", "ks", at, "zd", diagnoses);
  }

  private List<String> names() {
    return lake.texts("SELECT patient_id, name FROM core.patient ORDER BY 1");
  }

  private List<String> conditions() {
    return lake.texts("SELECT substring(condition_id, 7), code FROM core.condition ORDER BY 1");
  }

  private List<String> fates(String table) {
    return lake.texts(
        "SELECT get_json_object(source_key, '$.id'), outcome, reason FROM ops.source_row"
            + " WHERE source = 'his_a' AND source_table = '"
            + table
            + "' ORDER BY 1");
  }

  private void assertFullRunChangesNothing() {
    List<String> small = everything();
    lake.runFull(job);
    assertThat(everything()).isEqualTo(small);
    assertBalanced();
  }

  private List<String> everything() {
    return java.util.stream.Stream.of(
            "SELECT * EXCEPT (merged_at) FROM core.patient ORDER BY ALL",
            "SELECT * EXCEPT (merged_at) FROM core.encounter ORDER BY ALL",
            "SELECT * EXCEPT (merged_at) FROM core.condition ORDER BY ALL",
            "SELECT * EXCEPT (run_id, decided_at) FROM ops.source_row ORDER BY ALL",
            "SELECT * EXCEPT (quarantined_at) FROM ops.quarantine ORDER BY ALL")
        .flatMap(sql -> lake.texts(sql).stream())
        .toList();
  }

  private List<String> reconciliation() {
    return lake.texts(
        """
        SELECT source, source_table, changes_read, rows_in, rows_core, rows_filtered,
          rows_quarantined, rows_unmapped, balanced
        FROM ops.reconciliation
        WHERE run_id = (SELECT max_by(run_id, recorded_at) FROM ops.reconciliation)
        ORDER BY 1, 2
        """);
  }

  /** Compares what the run says of each source table with the log and with core itself. */
  private void assertBalanced() {
    assertThat(
            lake.texts(
                """
                WITH truncated AS (
                  SELECT source, source_table, max(source_position) AS at
                  FROM raw.change WHERE op = 't' GROUP BY ALL),
                alive AS (
                  SELECT source, source_table, count(*) AS n
                  FROM (
                    SELECT source, source_table, key, max_by(op, source_position) AS op,
                      max(source_position) AS at
                    FROM raw.change WHERE op <> 't' GROUP BY ALL) newest
                  LEFT JOIN truncated USING (source, source_table)
                  WHERE op <> 'd' AND newest.at > coalesce(truncated.at, '') GROUP BY ALL),
                stands AS (
                  SELECT source, source_table, count(DISTINCT source_key) AS n
                  FROM (
                    SELECT source, source_table, source_key FROM core.patient
                    UNION ALL SELECT source, source_table, source_key FROM core.encounter
                    UNION ALL SELECT source, source_table, source_key FROM core.condition)
                  GROUP BY ALL)
                SELECT r.source, r.source_table, rows_in, coalesce(alive.n, 0), rows_core,
                  coalesce(stands.n, 0)
                FROM ops.reconciliation r
                LEFT JOIN alive USING (source, source_table)
                LEFT JOIN stands USING (source, source_table)
                WHERE run_id = (SELECT max_by(run_id, recorded_at) FROM ops.reconciliation)
                  AND (NOT balanced OR rows_in <> coalesce(alive.n, 0)
                    OR rows_core <> coalesce(stands.n, 0)
                    OR rows_in <> rows_core + rows_filtered + rows_quarantined + rows_unmapped)
                """))
        .isEmpty();
  }
}
