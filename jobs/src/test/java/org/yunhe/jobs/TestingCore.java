package org.yunhe.jobs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes rows of core by hand, for tests of what is computed from core. */
public final class TestingCore {
  private final TestingLake lake;
  private int number;

  /** Writes into {@code lake}. */
  public TestingCore(TestingLake lake) {
    this.lake = lake;
  }

  /** Adds a registration without a resident ID: a person of its own. */
  public void patient(String id, String sex, String born, String region) {
    insert(
        "core.patient",
        "patient_id",
        id,
        "org_code",
        "990101H001",
        "local_patient_no",
        id,
        "name",
        "张三",
        "sex",
        sex,
        "birth_date",
        LocalDate.parse(born),
        "phone",
        "13800000001",
        "region_code",
        region);
  }

  /** Adds a visit and returns its identifier. */
  public String visit(String patient, String type, String at) {
    String id = id("v");
    insert(
        "core.encounter",
        "encounter_id",
        id,
        "patient_id",
        patient,
        "org_code",
        "990101H001",
        "local_encounter_no",
        id,
        "encounter_class",
        type,
        "started_at",
        time(at),
        "status",
        "finished");
    return id;
  }

  /** Adds a diagnosis of a visit. */
  public String diagnosis(String patient, String visit, String code, String at, String status) {
    String id = id("c");
    insert(
        "core.condition",
        "condition_id",
        id,
        "patient_id",
        patient,
        "encounter_id",
        visit,
        "org_code",
        "990101H001",
        "category",
        "encounter",
        "code",
        code,
        "code_system",
        "ICD-10-CN",
        "code_prefix",
        code.substring(0, 3),
        "display",
        "患者张三的诊断",
        "recorded_at",
        time(at),
        "status",
        status);
    return id;
  }

  /** Adds a medicine. */
  public String medication(String patient, String code, String at) {
    String id = id("m");
    insert(
        "core.medication",
        "medication_id",
        id,
        "patient_id",
        patient,
        "org_code",
        "990101H001",
        "kind",
        "prescription",
        "display",
        code,
        "code",
        code,
        "source_code",
        code,
        "started_at",
        time(at),
        "status",
        "completed");
    return id;
  }

  /** Adds a laboratory result. */
  public String laboratory(String patient, String code, double value, String unit, String at) {
    String id = id("o");
    insert(
        "core.observation",
        "observation_id",
        id,
        "patient_id",
        patient,
        "org_code",
        "990101H001",
        "category",
        "laboratory",
        "code",
        code,
        "source_code",
        code,
        "value_num",
        value,
        "unit",
        unit,
        "observed_at",
        time(at),
        "status",
        "final");
    return id;
  }

  private String id(String kind) {
    return "t:" + kind + ++number;
  }

  private void insert(String table, Object... values) {
    List<Object> row = new ArrayList<>(Arrays.asList(values));
    row.addAll(
        List.of(
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
            Instant.EPOCH));
    lake.collect(table, row.toArray());
  }

  /** Writes what was added, one commit a table. */
  public void commit() {
    lake.commitCollected();
  }

  private static Instant time(String text) {
    return Instant.parse(text.length() == 10 ? text + "T04:00:00Z" : text);
  }
}
