package org.yunhe.jobs.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yunhe.jobs.TestingLake;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.mapping.MappedRow;
import org.yunhe.models.mapping.RowMapper;
import org.yunhe.models.mapping.SourceRow;
import org.yunhe.models.source.MappingCatalog;

/**
 * Rows of the hospitals' tables, written as their products write them, become rows of the clinical
 * tables of core; Spark and the live engine agree on every value.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClinicalTablesTest {
  private final CoreModels models = CoreModels.load();
  private final Map<String, TestingHospital> hospitals = new LinkedHashMap<>();
  private final List<SourceRow> landed = new ArrayList<>();
  private TestingLake lake;

  @BeforeAll
  void mapsOnce() {
    lake = TestingLake.fresh();
    city();
    county();
    townships();
    programmes();
    hospitals.values().forEach(TestingHospital::land);
    lake.run(new CoreJob());
  }

  private void city() {
    put("his_city", "zd_zgry zgh=10001 xm=李明 xb=1 ksdm=0201 zc=主任医师 zylb=1 zybz=1");
    put("his_city", "zd_zgry zgh=10002 xm=王静 xb=2 ksdm=0201 zc=护师 zylb=2 zybz=0");
    put(
        "his_city",
        "mz_yyxx yyxh=YY0000000001 brid=B1 ghxh=GH0000000001 ksdm=0201 ysgh=10001 yyfs=2"
            + " yysj=2026-02-10T08:30:00Z djsj=2026-02-08T20:15:00Z yyzt=1");
    put(
        "his_city",
        "mz_yyxx yyxh=YY0000000002 brid=B1 ksdm=0201 ysgh=10001 yyfs=5"
            + " yysj=2026-02-12T08:30:00Z djsj=2026-02-08T20:15:00Z yyzt=2"
            + " qxsj=2026-02-12T06:30:00Z");
    put(
        "his_city",
        "jc_bgd jcxh=JC0000000001 jzxh=M00000000001 brid=B1 jclx=DR jcxmmc=胸部正位 sqks=0201"
            + " sqsj=2026-02-10T09:00:00Z jcsj=2026-02-10T09:40:00Z bgsj=2026-02-10T10:10:00Z"
            + " yxsj=可见异常征象。 jcjl=异常，请结合临床。 yyxbz=1 bgzt=3");
    put(
        "his_city",
        "br_gms gmxh=1 brid=B1 gmylx=1 gmymc=青霉素 gmfy=皮疹 yzcd=2 jlsj=2026-02-10T09:05:00Z"
            + " zfbz=0");
    put("his_city", "br_gms gmxh=2 brid=B1 gmylx=2 gmymc=花生 jlsj=2026-02-10T09:05:00Z zfbz=1");
    put(
        "his_city",
        "zy_cwr rq=2026-02-10Z cwdm=C001 zyxh=Z00000000001 brid=B1 ksdm=0201 bqdm=0201 kfbz=1"
            + " zybz=1");
    put("his_city", "zy_cwr rq=2026-02-11Z cwdm=C001 ksdm=0201 bqdm=0201 kfbz=1 zybz=0");
  }

  private void county() {
    put("his_east", "staff_dict emp_no=E101 name=赵强 sex=M dept_code=A03 title=主治医师 job=医生");
    put(
        "his_east",
        "clinic_appoints appoint_no=A0000000001 patient_id=P1 clinic_dept=A03 doctor=E101"
            + " appoint_mode=微信 clinic_time=2026-02-10T14:00:00Z"
            + " appoint_time=2026-02-09T07:30:00Z appoint_status=N");
    put(
        "his_east",
        "bed_census census_date=2026-02-10Z bed_no=B07 visit_no=I00000000001 patient_id=P1"
            + " dept_code=A03 open_flag=1 occupied_flag=1");
    critical(
        "T1",
        "critical_flag=1 critical_notify_time=2026-02-10T10:05:00Z"
            + " critical_receive_time=2026-02-10T10:07:00Z critical_handle_time=2026-02-10T10:30:00Z");
    critical("T2", "critical_flag=1 critical_notify_time=2026-02-10T10:05:00Z");
    critical("T3", "critical_flag=1");
    critical("T4", "critical_flag=0");
    // Mpox is notifiable from 20 September 2023, on the hospital's clock.
    diagnosis("V1", "B04.x00", "2023-09-19T23:59:00Z");
    diagnosis("V2", "B04.x00", "2023-09-20T00:01:00Z");
    diagnosis("V3", "A98.500", "2026-02-10T09:00:00Z");
    diagnosis("V4", "A98.400", "2026-02-10T09:00:00Z");
    diagnosis("V5", "A09.900", "2026-02-10T09:00:00Z");
  }

  private void critical(String test, String columns) {
    put(
        "his_east",
        "lab_result test_no="
            + test
            + " item_no=1 patient_id=P1 visit_no=O1 report_item_code=K report_item_name=钾"
            + " result=6.9 abnormal_indicator=HH result_time=2026-02-10T10:00:00Z result_status=4 "
            + columns);
  }

  private void diagnosis(String visit, String code, String at) {
    put(
        "his_east",
        "clinic_diag visit_no="
            + visit
            + " diag_no=1 patient_id=P1 diag_code="
            + code
            + " diag_desc=诊断 diag_type=M diag_time="
            + at);
  }

  private void townships() {
    put("his_cloud", "tb_dic_practitioner yljgdm=990121V001 gh=001 xm=孙梅 xb=女 ksbm=02 zwlb=乡村医生");
    put(
        "his_cloud",
        "tb_his_mz_reg ghlsh=GH1 yljgdm=990121T001 hzbh=H1 jzlsh=CM1 ghlb=门诊 yybz=1"
            + " yysj=2026-02-10T09:00:00Z ksbm=02 ghsj=2026-02-10T08:50:00Z ghzt=正常");
    put(
        "his_cloud",
        "tb_his_mz_reg ghlsh=GH2 yljgdm=990121T001 hzbh=H1 jzlsh=CM2 ghlb=门诊 yybz=0 ksbm=02"
            + " ghsj=2026-02-11T08:50:00Z ghzt=正常");
    put(
        "his_cloud",
        "tb_his_zy_bed yljgdm=990121T001 rq=2026-02-10Z cwh=+003 ksbm=02 jzlsh=CZ1 hzbh=H1 kfbz=1"
            + " zybz=1");
  }

  private void programmes() {
    put(
        "phs",
        "sf_gxy sfbh=SFG1 gljg=990121T001 djbh=GXY1 dabh=D1 sfjg=990121V001 sfrq=20260210 sffs=2"
            + " ssy=148 szy=92 tz=64.5 rxyl=10 fyycx=2 sffl=2 zzjg=990100H001 zzyy=血压控制不佳"
            + " xcsfrq=20260511 sfys=公卫3 zfbz=0");
    put(
        "phs",
        "sf_tnb sfbh=SFT1 gljg=990121T001 djbh=TNB1 dabh=D1 sfjg=990121T001 sfrq=20260211 sffs=1"
            + " ssy=134 szy=80 tz=65.0 kfxt=6.8 thxhdb=6.9 fyycx=1 sffl=1 xcsfrq=20260512"
            + " sfys=公卫1 zfbz=0");
    put(
        "phs",
        "my_dcb dcbh=DC1 gljg=990121T001 dabh=D1 bdcjg=990121H001 dclx=1 hzbh=P1"
            + " jzbh=O00000000001 dcrq=20260215 dcfs=3 hjdf=86 fwdf=90 jsdf=91 ddsjdf=65 zdf=83"
            + " yjjy=等候时间较长 yxbz=1");
    put(
        "phs",
        "my_dcb dcbh=DC2 gljg=990121T001 dabh=D1 bdcjg=990121H001 dclx=1 dcrq=20260215 zdf=83"
            + " yxbz=0");
    put(
        "referral",
        "teleconsult consult_no=HZ1 consult_class=3 apply_org=990121T001 apply_dept=全科"
            + " apply_doctor=孙梅 apply_system=his_cloud apply_patient_no=H1 apply_visit_no=CM1"
            + " consult_org=990100H001 consult_dept=心血管内科 expert_name=专家7 pat_name=周芳"
            + " id_no=11010519491231002x diag_code=I10.x00 diag_name=原发性高血压"
            + " purpose=明确诊断，指导治疗 opinion=同意目前诊断。 status=70 fee=300.00 score=5"
            + " created_at=2026-02-10T09:00:00Z applied_at=2026-02-10T09:05:00Z"
            + " accepted_at=2026-02-10T09:30:00Z scheduled_at=2026-02-10T09:45:00Z"
            + " started_at=2026-02-11T14:00:00Z opinion_at=2026-02-11T14:40:00Z"
            + " rated_at=2026-02-11T15:00:00Z updated_at=2026-02-11T15:00:00Z");
  }

  /** One row as {@code table column=value…}; the first columns are its key. */
  private void put(String source, String line) {
    String[] words = line.split(" ");
    List<String> row = new ArrayList<>();
    Map<String, String> columns = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      row.add(words[i].substring(0, equals));
      row.add(words[i].substring(equals + 1));
      columns.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    hospitals
        .computeIfAbsent(source, name -> new TestingHospital(lake.lake(), name))
        .put(words[0], row.toArray(String[]::new));
    String key = "{\"" + row.get(0) + "\":\"" + row.get(1) + "\"}";
    landed.add(new SourceRow(source, words[0], key, "1", Instant.EPOCH, null, columns));
  }

  @Test
  void staffKeepTheirNumbersAndJobs() {
    assertThat(
            lake.texts(
                "SELECT practitioner_id, org_code, name, sex, job, status FROM core.practitioner"
                    + " ORDER BY 1"))
        .containsExactly(
            "his_city:10001|990100H001|李明|1|doctor|active",
            "his_city:10002|990100H001|王静|2|nurse|left",
            "his_cloud:990121V001:001|990121V001|孙梅|2|doctor|active",
            "his_east:E101|990121H001|赵强|1|doctor|active");
  }

  @Test
  void onlyBookedSlotsAreAppointments() {
    assertThat(
            lake.texts(
                "SELECT appointment_id, encounter_id, practitioner_id, channel, slot_at,"
                    + " cancelled_at, status FROM core.appointment ORDER BY 1"))
        .containsExactly(
            "his_city:YY0000000001|null|his_city:10001|online|2026-02-10T00:30:00Z|null|fulfilled",
            "his_city:YY0000000002|null|his_city:10001|referral|2026-02-12T00:30:00Z"
                + "|2026-02-11T22:30:00Z|cancelled",
            "his_cloud:GH1|his_cloud:CM1|null|null|2026-02-10T01:00:00Z|null|fulfilled",
            "his_east:A0000000001|null|his_east:E101|online|2026-02-10T06:00:00Z|null|noshow");
    assertThat(
            lake.texts(
                "SELECT source_table, reason FROM ops.source_row WHERE outcome = 'filtered'"
                    + " ORDER BY 1"))
        .containsExactly(
            "br_gms|voided allergy",
            "my_dcb|invalid questionnaire",
            "tb_his_mz_reg|walk-in registration");
  }

  @Test
  void noticesOfCriticalValuesStandBesideTheResult() {
    assertThat(
            lake.texts(
                "SELECT specimen_no, is_critical, critical_notice, critical_notified_at,"
                    + " critical_received_at, critical_handled_at FROM core.observation"
                    + " WHERE source_table = 'lab_result' ORDER BY 1"))
        .containsExactly(
            "T1|true|handled|2026-02-10T02:05:00Z|2026-02-10T02:07:00Z|2026-02-10T02:30:00Z",
            "T2|true|notified|2026-02-10T02:05:00Z|null|null",
            "T3|true|pending|null|null|null",
            "T4|false|null|null|null|null");
  }

  @Test
  void aDiseaseIsNotifiableFromTheDayItIsInTheList() {
    assertThat(
            lake.texts(
                "SELECT code, recorded_at, notifiable_class FROM core.condition"
                    + " WHERE source_table = 'clinic_diag' ORDER BY condition_id"))
        .containsExactly(
            "B04.X00|2023-09-19T15:59:00Z|null",
            "B04.X00|2023-09-19T16:01:00Z|B",
            "A98.500|2026-02-10T01:00:00Z|B",
            "A98.400|2026-02-10T01:00:00Z|null",
            "A09.900|2026-02-10T01:00:00Z|C");
  }

  @Test
  void examinationsAllergiesAndBedDaysAreRead() {
    assertThat(
            lake.texts(
                "SELECT imaging_study_id, encounter_id, modality, display, performed_at,"
                    + " is_positive, status FROM core.imaging_study"))
        .containsExactly(
            "his_city:JC0000000001|his_city:M00000000001|DX|胸部正位|2026-02-10T01:40:00Z|true|final");
    assertThat(
            lake.texts(
                "SELECT allergy_id, patient_id, category, substance, severity FROM core.allergy"))
        .containsExactly("his_city:1|his_city:B1|medication|青霉素|moderate");
    assertThat(
            lake.texts(
                "SELECT bed_day_id, org_code, census_date, encounter_id, is_open, is_occupied"
                    + " FROM core.bed_day ORDER BY 1"))
        .containsExactly(
            "his_city:C001:2026-02-10|990100H001|2026-02-10|his_city:Z00000000001|true|true",
            "his_city:C001:2026-02-11|990100H001|2026-02-11|null|true|false",
            "his_cloud:990121T001:+003:2026-02-10|990121T001|2026-02-10|his_cloud:CZ1|true|true",
            "his_east:B07:2026-02-10|990121H001|2026-02-10|his_east:I00000000001|true|true");
  }

  @Test
  void programmesSurveysAndConsultationsAreRead() {
    assertThat(
            lake.texts(
                "SELECT followup_id, org_code, managing_org_code, programme, followup_date, method,"
                    + " systolic, fasting_glucose, adherence, result, next_due_date"
                    + " FROM core.chronic_followup ORDER BY 1"))
        .containsExactly(
            "phs:sf_gxy:SFG1|990121V001|990121T001|hypertension|2026-02-10|home|148|null"
                + "|interrupted|unsatisfactory|2026-05-11",
            "phs:sf_tnb:SFT1|990121T001|990121T001|diabetes|2026-02-11|clinic|134|6.8|regular"
                + "|satisfactory|2026-05-12");
    assertThat(
            lake.texts(
                "SELECT survey_id, encounter_id, patient_id, org_code, kind, mode, survey_date,"
                    + " score_total FROM core.survey"))
        .containsExactly(
            "phs:DC1|his_east:O00000000001|phs:D1|990121H001|outpatient|wechat|2026-02-15|83.0");
    assertThat(
            lake.texts(
                "SELECT teleconsultation_id, consult_class, from_encounter_id, patient_id,"
                    + " id_number, state, fee, opinion_at, closed_at FROM core.teleconsultation"))
        .containsExactly(
            "referral:HZ1|mdt|his_cloud:CM1|his_cloud:H1|11010519491231002X|RATED|300.00"
                + "|2026-02-11T06:40:00Z|null");
  }

  @Test
  void theLiveEngineGivesTheSameRows() {
    RowMapper mapper =
        RowMapper.load(
            models.sources().values(), MappingCatalog.load(), models.contracts(), models.codes());
    int compared = 0;
    for (SourceRow row : landed) {
      for (MappedRow mapped : mapper.map(row)) {
        if (mapped.entersCore()) {
          assertThat(inCore(mapped)).as(mapped.target().fullName()).isEqualTo(mapped.values());
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(landed.size() + OBSERVATIONS_BESIDE - FILTERED);
  }

  /** Observations that a row gives beside its clinical one: 3 + 5 measurements. */
  private static final int OBSERVATIONS_BESIDE = 8;

  private static final int FILTERED = 3;

  private Map<String, Object> inCore(MappedRow mapped) {
    ColumnContract key = mapped.target().primaryKey().getFirst();
    List<Row> rows =
        lake.query(
            "SELECT * FROM "
                + mapped.target().fullName()
                + " WHERE "
                + key.name()
                + " = '"
                + mapped.values().get(key.name())
                + "'");
    assertThat(rows).as(mapped.values().get(key.name()).toString()).hasSize(1);
    Map<String, Object> values = new HashMap<>();
    mapped.values().keySet().forEach(column -> values.put(column, rows.getFirst().getAs(column)));
    return values;
  }
}
