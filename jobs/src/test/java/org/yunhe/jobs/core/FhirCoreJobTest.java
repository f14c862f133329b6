package org.yunhe.jobs.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yunhe.jobs.TestingLake;
import org.yunhe.models.error.YunheException;

/** What becomes of FHIR resources and DICOM metadata in core, on a real lake. */
class FhirCoreJobTest {
  private final CoreJob job = new CoreJob(TestingFhirModels::models);
  private TestingLake lake;
  private TestingFhir fhir;
  private TestingHospital his;

  @BeforeEach
  void emptyLake() {
    lake = TestingLake.fresh();
    fhir = new TestingFhir(lake.lake(), "fhir_a");
    his = new TestingHospital(lake.lake(), "his_a");
  }

  @Test
  void resourcesBecomeCoreRowsBesideThoseOfADatabaseAndFollowItsVersions() {
    patient("p1", 2, "Zhang", "1980-02-03");
    fhir.raw(
            "Patient",
            "p2",
            1,
            "990122H001",
            """
            {"resourceType": "Patient", "id": "p2", "identifier": [{"value": "n2"}], "active": true,
             "name": [{"family": "Li", "given": ["A", "B"]}, {"text": "other"}],
             "gender": "female", "birthDate": "1990-05-06", "unheardOf": {"x": 1}}
            """)
        .put("Basic", "b1", 1, "")
        .land();
    lake.run(job);

    assertThat(patients())
        .containsExactly(
            "fhir_a:p1|990121H001|n-p1|Zhang|1|1980-02-03|null|null|Patient|{\"id\":\"p1\"}|1",
            "fhir_a:p2|990122H001|n2|Li|2|1990-05-06|[\"A\",\"B\"]|true|Patient|{\"id\":\"p2\"}|1");
    assertThat(reconciliation())
        .containsExactly("fhir_a|Basic|1|1|0|0|0|1|true", "fhir_a|Patient|2|2|2|0|0|0|true");
    assertThat(
            lake.texts(
                "SELECT source_position, source_ts FROM core.patient WHERE patient_id = 'fhir_a:p2'"))
        .containsExactly("00000001772352001000/00000000000000000001|2026-03-01T08:00:01Z");

    his.put("brxx", "id", "1", "brid", "1", "xm", "张三", "csrq", "1980-02-03").land();
    patient("p1", 1, "Old", "1980-02-03");
    patient("p2", 3, "New", "1990-05-06");
    patient("p3", 1, "Wang", "1970-01-01");
    fhir.land();
    lake.run(job);
    assertThat(names())
        .containsExactly("fhir_a:p1|Zhang", "fhir_a:p2|New", "fhir_a:p3|Wang", "his_a:1|张三");

    fhir.delete("Patient", "p2", 4).land();
    patient("p2", 3, "New", "1990-05-06");
    fhir.land();
    lake.run(job);
    assertThat(names()).containsExactly("fhir_a:p1|Zhang", "fhir_a:p3|Wang", "his_a:1|张三");
    assertThat(reconciliation()).allMatch(line -> line.endsWith("|true"));
    List<String> standing = names();
    lake.runFull(job);
    assertThat(names()).isEqualTo(standing);
    assertThat(reconciliation()).allMatch(line -> line.endsWith("|true"));
  }

  @Test
  void aResourceThatCannotBeReadIsQuarantinedBesideGoodOnesAndLeavesWhenMended() {
    patient("p1", 1, "Zhang", "1980-02-03");
    patient("p2", 1, "Li", "1980-02-30x");
    fhir.raw("Patient", "p3", 1, null, "{\"resourceType\": \"Patient\", \"id\": ")
        .raw("Patient", "p4", 1, null, "{\"resourceType\": \"Group\", \"id\": \"p4\"}")
        .put(
            "Patient",
            "p5",
            1,
            "\"birthDate\":\"1980-01-01\",\"identifier\":[{\"value\":\"1\"},{\"value\":\"2\"}]")
        .land();
    lake.run(job);

    assertThat(names()).containsExactly("fhir_a:p1|Zhang");
    assertThat(
            lake.texts(
                "SELECT source_key, reason_code, column_name, payload IS NOT NULL, stage,"
                    + " target_table, topic FROM ops.quarantine ORDER BY 1"))
        .containsExactly(
            "{\"id\":\"p2\"}|YQ-RESOURCE|null|true|core|null|fhir.fhir_a.Patient",
            "{\"id\":\"p3\"}|YQ-RESOURCE|null|true|core|null|fhir.fhir_a.Patient",
            "{\"id\":\"p4\"}|YQ-RESOURCE|null|true|core|null|fhir.fhir_a.Patient",
            "{\"id\":\"p5\"}|YQ-SEVERAL|number|true|core|null|fhir.fhir_a.Patient");
    assertThat(lake.texts("SELECT reason FROM ops.quarantine WHERE source_key LIKE '%p2%'"))
        .allMatch(reason -> reason.contains("1980-02-30x"));
    assertThat(reconciliation()).containsExactly("fhir_a|Patient|5|5|1|0|4|0|true");

    patient("p2", 2, "Li", "1980-02-03");
    fhir.delete("Patient", "p3", 2).land();
    lake.run(job);
    assertThat(names()).containsExactly("fhir_a:p1|Zhang", "fhir_a:p2|Li");
    assertThat(lake.texts("SELECT source_key FROM ops.quarantine ORDER BY 1"))
        .containsExactly("{\"id\":\"p4\"}", "{\"id\":\"p5\"}");
    assertThat(reconciliation()).containsExactly("fhir_a|Patient|2|4|2|0|2|0|true");
  }

  @Test
  void aResourceThatGivesFewerRowsLosesTheOthers() {
    observation("o1", 1, "final", "8480-6=120.50", "8462-4=80");
    observation("o2", 1, "final", "8480-6=135.125");
    observation("o3", 1, "entered-in-error", "8480-6=999");
    fhir.land();
    lake.run(job);
    assertThat(observations())
        .containsExactly(
            "fhir_a:o1-1|fhir_a:p1|8480-6|120.5|120.5|mm[Hg]|2026-03-01T00:00:00.500Z|1",
            "fhir_a:o1-2|fhir_a:p1|8462-4|80.0|80|mm[Hg]|2026-03-01T00:00:00.500Z|2",
            "fhir_a:o2-1|fhir_a:p1|8480-6|135.125|135.125|mm[Hg]|2026-03-01T00:00:00.500Z|1");
    assertThat(reconciliation()).containsExactly("fhir_a|Observation|3|3|2|1|0|0|true");

    observation("o1", 2, "final", "8480-6=121");
    observation("o2", 2, "final");
    fhir.land();
    lake.run(job);
    assertThat(observations())
        .containsExactly(
            "fhir_a:o1-1|fhir_a:p1|8480-6|121.0|121|mm[Hg]|2026-03-01T00:00:00.500Z|1");
    assertThat(reconciliation()).containsExactly("fhir_a|Observation|2|3|1|2|0|0|true");
  }

  @Test
  void eachLogIsReadOnFromItsOwnBookmarkAndAKilledRunIsSimplyRunAgain() {
    patient("p1", 1, "Zhang", "1980-02-03");
    fhir.land();
    lake.run(job);
    his.put("brxx", "id", "1", "brid", "1", "xm", "张三", "csrq", "1980-02-03").land();
    assertThat(lake.run(job).rowsRead()).isEqualTo(1);
    assertThat(names()).containsExactly("fhir_a:p1|Zhang", "his_a:1|张三");

    patient("p2", 1, "Li", "1990-05-06");
    fhir.land();
    assertThat(lake.run(job).rowsRead()).isEqualTo(1);
    assertThat(lake.run(job).rowsRead()).isZero();

    // As if the last two runs had ended before they could say that they did.
    lake.query(
        "DELETE FROM ops.job_run WHERE started_at > (SELECT min(started_at) FROM ops.job_run)");
    patient("p1", 2, "Zhao", "1980-02-03");
    fhir.land();
    assertThat(lake.run(job).rowsRead()).isEqualTo(3);
    assertThat(names()).containsExactly("fhir_a:p1|Zhao", "fhir_a:p2|Li", "his_a:1|张三");
    assertThat(reconciliation()).allMatch(line -> line.endsWith("|true"));

    lake.query(
        "CALL lake.system.expire_snapshots(table => 'raw.fhir', retain_last => 1,"
            + " older_than => TIMESTAMP '2100-01-01 00:00:00')");
    patient("p3", 1, "Wang", "1970-01-01");
    fhir.land();
    lake.query(
        "CALL lake.system.expire_snapshots(table => 'raw.fhir', retain_last => 1,"
            + " older_than => TIMESTAMP '2100-01-01 00:00:00')");
    assertThat(lake.run(job).rowsRead()).isEqualTo(5);
    assertThat(names())
        .containsExactly("fhir_a:p1|Zhao", "fhir_a:p2|Li", "fhir_a:p3|Wang", "his_a:1|张三");
  }

  @Test
  void imagesBecomeCoreRowsByTheirKeywords() {
    String metadata =
        """
        {"0020000D": {"vr": "UI", "Value": ["1.2.3"]}, "00100020": {"vr": "LO", "Value": ["77"]},
         "00100010": {"vr": "PN", "Value": [{"Alphabetic": "Zhang^San", "Ideographic": "张^三"}]},
         "00080061": {"vr": "CS", "Value": ["CT", "SR"]}, "00080050": {"vr": "SH", "Value": ["A1"]},
         "00201206": {"vr": "IS", "Value": [3]}, "00080020": {"vr": "DA"},
         "00081032": {"vr": "SQ", "Value": [{"00080100": {"vr": "SH", "Value": ["P1"]}}]}}
        """;
    lake.lake()
        .append(
            lake.lake()
                .spark()
                .createDataFrame(
                    List.of(
                        RowFactory.create(
                            "pacs_a",
                            "study",
                            "u",
                            java.time.Instant.EPOCH,
                            "1",
                            null,
                            "dicom.pacs_a.study",
                            0,
                            0L,
                            java.time.Instant.EPOCH,
                            "1.2.3",
                            "{\"study\":\"1.2.3\"}",
                            metadata)),
                    lake.lake().read("raw.dicom").schema())
                .coalesce(1),
            "raw.dicom");
    lake.run(job);

    assertThat(
            lake.texts(
                "SELECT imaging_study_id, patient_id, accession_no, modality_local, display,"
                    + " series_count, findings, source_key FROM core.imaging_study"))
        .containsExactly(
            "pacs_a:1.2.3|his_a:77|A1|CT\\SR|Zhang^San|3|[{\"00080100\":{\"vr\":\"SH\",\"Value\":"
                + "[\"P1\"]}}]|{\"study\":\"1.2.3\"}");
    assertThat(reconciliation()).containsExactly("pacs_a|study|1|1|1|0|0|0|true");
  }

  @Test
  void aBrokenViewFailsWithItsFile() {
    patient("p1", 1, "Zhang", "1980-02-03");
    fhir.land();
    String view =
        """
        {"resourceType": "ViewDefinition", "resource": "Patient", "name": "v", "status": "active",
         "select": [{"column": [{"name": "id", "path": "id"}, {"name": "number", "path": "name.noSuch()"},
           {"name": "family", "path": "id"}, {"name": "givens", "path": "id"},
           {"name": "gender", "path": "id"}, {"name": "active", "path": "id"},
           {"name": "birth_date", "path": "id"}]}]}
        """;

    assertThatThrownBy(
            () ->
                lake.run(new CoreJob(() -> TestingFhirModels.models(Map.of("Patient.json", view)))))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("views/Patient.json")
        .hasMessageContaining("noSuch");
  }

  private void patient(String id, long version, String family, String born) {
    fhir.put(
        "Patient",
        id,
        version,
        """
        "identifier":[{"value":"n-%s"}],"name":[{"family":"%s"}],"gender":"male","birthDate":"%s"
        """
            .formatted(id, family, born));
  }

  private void observation(String id, long version, String status, String... components) {
    StringBuilder parts = new StringBuilder();
    for (String component : components) {
      String[] part = component.split("=");
      parts
          .append(parts.isEmpty() ? "" : ",")
          .append(
              """
              {"code":{"coding":[{"code":"%s"}]},"valueQuantity":{"value":%s,"code":"mm[Hg]"}}
              """
                  .formatted(part[0], part[1]));
    }
    fhir.put(
        "Observation",
        id,
        version,
        """
        "status":"%s","subject":{"reference":"Patient/p1"},"issued":"2026-03-01T08:00:00.5+08:00",
        "code":{"text":"bp"}%s
        """
            .formatted(status, parts.isEmpty() ? "" : ",\"component\":[" + parts + "]"));
  }

  private List<String> patients() {
    return lake.texts(
        """
        SELECT patient_id, org_code, local_patient_no, name, sex, birth_date, occupation,
          marital_status, source_table, source_key, source_row
        FROM core.patient ORDER BY 1
        """);
  }

  private List<String> names() {
    return lake.texts("SELECT patient_id, name FROM core.patient ORDER BY 1");
  }

  private List<String> observations() {
    return lake.texts(
        """
        SELECT observation_id, patient_id, source_code, value_num, source_value, unit, observed_at,
          source_row
        FROM core.observation ORDER BY 1
        """);
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
}
