package org.yunhe.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.TestingLake;
import org.yunhe.jobs.bench.QualityTruth;
import org.yunhe.jobs.core.CoreJob;
import org.yunhe.jobs.core.TestingHospital;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.mapping.MappedRow;
import org.yunhe.models.mapping.RowMapper;
import org.yunhe.models.mapping.SourceRow;
import org.yunhe.models.quality.RuleCatalog;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/** A county hospital's good and bad rows, judged by core, in batch, and as the live flow does. */
class QualityJobTest {
  private static final String SOURCE = "his_east";

  private final List<String[]> landed = new ArrayList<>();
  private TestingLake lake;
  private TestingHospital hospital;

  @BeforeEach
  void landTheHospital() {
    lake = TestingLake.fresh();
    hospital = new TestingHospital(lake.lake(), SOURCE);
    new TestingHospital(lake.lake(), "referral")
        .put(
            "org_directory",
            "org_code",
            "990121H001",
            "org_name",
            "东县人民医院",
            "org_kind",
            "1",
            "org_tier",
            "2",
            "region_code",
            "990121",
            "enabled",
            "1")
        .land();
    patient("1", "张三", "F", "1949-12-31", "11010519491231002X");
    patient("2", "李四", "F", "1949-12-31", "110105194912310021");
    patient("3", "王五", "M", "1949-12-31", "11010519491231002X");
    patient("4", "赵六", "M", "2099-01-01", null);
    patient("5", null, "F", "1980-02-03", null);
    visit("V1", "1", "2026-01-05T09:00:00Z", "2026-01-05T09:30:00Z");
    visit("V2", "999", "2026-01-05T09:00:00Z", "2026-01-05T09:30:00Z");
    visit("V3", "1", "2099-01-05T09:00:00Z", null);
    visit("V4", "1", "2026-01-05T09:00:00Z", "2026-01-02T09:30:00Z");
    result("T1", "5.5", "mmol/L");
    result("T2", "9999999", "mmol/L");
    result("T3", "5.5", "U/斤");
    hospital.land();
  }

  @Test
  void judgesAsTheLiveFlowDoesAndOnce() {
    lake.run(new CoreJob());
    assertThat(lake.texts("SELECT patient_id FROM core.patient ORDER BY 1"))
        .containsExactly("his_east:1", "his_east:2", "his_east:3");
    assertThat(
            lake.texts(
                "SELECT source_key, reason_code, column_name FROM ops.quarantine ORDER BY 1"))
        .containsExactly(
            "{\"patient_id\":\"4\"}|YQ-RULE-patient-birth-date-plausible|birth_date",
            "{\"patient_id\":\"5\"}|YQ-RULE-patient-name-present|name",
            "{\"test_no\":\"T3\"}|YQ-CAST|value_num",
            "{\"visit_no\":\"V3\"}|YQ-RULE-encounter-not-in-future|started_at");
    assertThat(lake.texts("SELECT DISTINCT balanced FROM ops.reconciliation"))
        .containsExactly("true");

    lake.run(new QualityJob());

    assertThat(found("rule_id NOT LIKE '%-exists'")).isEqualTo(live());
    assertThat(found("rule_id LIKE '%-exists'"))
        .containsExactly("encounter-patient-exists {\"visit_no\":\"V2\"}");
    assertThat(live())
        .contains(
            "patient-id-checksum {\"patient_id\":\"2\"}",
            "patient-id-sex {\"patient_id\":\"3\"}",
            "encounter-end-after-start {\"visit_no\":\"V4\"}",
            "observation-hard-limits {\"test_no\":\"T2\"}",
            "observation-unit-convertible {\"test_no\":\"T3\"}",
            "YQ-CAST {\"test_no\":\"T3\"}");

    JobResult again = lake.run(new QualityJob());
    assertThat(again.rowsWritten()).isZero();
  }

  @Test
  void aMendedRowEntersCoreAndItsViolationIsOver() {
    lake.run(new CoreJob());
    lake.run(new QualityJob());
    patient("4", "赵六", "M", "1999-01-01", null);
    patient("999", "钱七", "F", "1988-08-08", null);
    hospital.land();
    lake.run(new CoreJob());
    lake.run(new QualityJob());

    assertThat(lake.texts("SELECT patient_id FROM core.patient ORDER BY 1"))
        .containsExactly("his_east:1", "his_east:2", "his_east:3", "his_east:4", "his_east:999");
    assertThat(
            lake.texts(
                "SELECT rule_id, source_key FROM ops.quality_violation WHERE status = 'resolved'"
                    + " ORDER BY 1"))
        .containsExactly(
            "encounter-patient-exists|{\"visit_no\":\"V2\"}",
            "patient-birth-date-plausible|{\"patient_id\":\"4\"}");
  }

  @Test
  void coreSupersedesWhatTheLiveRulesSetAside() {
    live("old", "{\"visit_no\":\"V3\"}", "00000000000000000001");
    live("newer", "{\"visit_no\":\"V3\"}", "99999999999999999999");
    live("unknown", "{\"visit_no\":\"V9\"}", "00000000000000000001");

    lake.run(new CoreJob());

    assertThat(
            lake.texts(
                "SELECT quarantine_id FROM ops.quarantine WHERE stage = 'quality' ORDER BY 1"))
        .containsExactly("newer", "unknown");
  }

  @Test
  void tellsRecallAndPrecision(@TempDir Path truth) throws Exception {
    lake.run(new CoreJob());
    lake.run(new QualityJob());
    Files.writeString(
        truth.resolve("faults.csv"),
        """
        source,table,key,fault,column,rule
        his_east,pat_master_index,"{""patient_id"":""2""}",id-check-digit,id_no,patient-id-checksum
        his_east,pat_master_index,"{""patient_id"":""4""}",birth-in-future,date_of_birth,patient-birth-date-plausible
        his_east,clinic_master,"{""visit_no"":""V1""}",event-in-future,visit_time,encounter-not-in-future
        his_east,clinic_master,"{""visit_no"":""V8""}",event-in-future,visit_time,encounter-not-in-future
        """);
    Files.writeString(
        truth.resolve("persons.csv"), "person,source,org_code,patient_no,variation\n");

    QualityTruth.Report report = QualityTruth.of(lake.lake().spark(), truth, "batch");

    assertThat(report.recall()).isEqualTo(2.0 / 3);
    long violations = found("true").size();
    assertThat(report.precision()).isEqualTo(2.0 / violations);
  }

  private void patient(String no, String name, String sex, String birth, String id) {
    put(
        "pat_master_index",
        "patient_id",
        no,
        "name",
        name,
        "sex",
        sex,
        "date_of_birth",
        birth,
        "id_type",
        id == null ? null : "A",
        "id_no",
        id,
        "create_time",
        "2026-01-02T08:00:00Z");
  }

  private void visit(String no, String patient, String start, String end) {
    put(
        "clinic_master",
        "visit_no",
        no,
        "patient_id",
        patient,
        "clinic_type",
        "GE",
        "visit_dept",
        "A01",
        "registering_time",
        "2026-01-01T08:00:00Z",
        "visit_time",
        start,
        "end_time",
        end,
        "regist_status",
        "F");
  }

  private void result(String no, String value, String unit) {
    put(
        "lab_result",
        "test_no",
        no,
        "item_no",
        "1",
        "patient_id",
        "1",
        "visit_no",
        "V1",
        "report_item_code",
        "5001",
        "report_item_name",
        "葡萄糖",
        "result",
        value,
        "units",
        unit,
        "sample_time",
        "2026-01-05T09:40:00Z",
        "result_time",
        "2026-01-05T10:40:00Z",
        "result_status",
        "4");
  }

  private void put(String table, String... row) {
    hospital.put(table, row);
    String[] change = new String[row.length + 1];
    change[0] = table;
    System.arraycopy(row, 0, change, 1, row.length);
    landed.add(change);
  }

  private void live(String id, String key, String position) {
    lake.insert(
        "ops.quarantine",
        "quarantine_id",
        id,
        "stage",
        "quality",
        "source",
        SOURCE,
        "source_table",
        "clinic_master",
        "source_key",
        key,
        "source_position",
        position,
        "reason_code",
        "YQ-RULE-encounter-not-in-future",
        "reason",
        "not in the future",
        "quarantined_at",
        Instant.parse("2026-03-01T08:00:00Z"));
  }

  private List<String> found(String condition) {
    return lake.texts(
        "SELECT DISTINCT concat(rule_id, ' ', source_key) FROM ops.quality_violation WHERE"
            + " engine = 'batch' AND "
            + condition
            + " ORDER BY 1");
  }

  /** What the live flow finds: each row mapped alone and judged by all conditions. */
  private List<String> live() {
    List<SourceDefinition> sources = SourceCatalog.load().sources();
    ContractCatalog contracts = ContractCatalog.load();
    CodeCatalog codes = CodeCatalog.load();
    RowMapper mapper = RowMapper.load(sources, MappingCatalog.load(), contracts, codes);
    RuleCatalog rules = RuleCatalog.load(contracts, codes);
    TreeSet<String> found = new TreeSet<>();
    for (String[] change : landed) {
      Map<String, String> columns = new TreeMap<>();
      for (int i = 1; i < change.length; i += 2) {
        columns.put(change[i], change[i + 1]);
      }
      String key = "{\"" + change[1] + "\":\"" + change[2] + "\"}";
      SourceRow row = new SourceRow(SOURCE, change[0], key, "1", null, "990121H001", columns);
      for (MappedRow mapped : mapper.map(row)) {
        mapped.faults().forEach(fault -> found.add(fault.code() + " " + key));
        rules.evaluate(mapped, Instant.now()).stream()
            .filter(judged -> judged.isViolated())
            .forEach(judged -> found.add(judged.rule().id() + " " + key));
      }
    }
    return new ArrayList<>(found);
  }
}
