package org.yunhe.ingestion.simulator.source;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.yunhe.ingestion.simulator.care.Charge;
import org.yunhe.ingestion.simulator.care.Diagnosis;
import org.yunhe.ingestion.simulator.care.DrugOrder;
import org.yunhe.ingestion.simulator.care.LabOrder;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.care.VisitKind;
import org.yunhe.ingestion.simulator.care.Vitals;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.person.Registrar;
import org.yunhe.ingestion.simulator.person.Resident;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.code.CodeEntry;

/** A township centre or village clinic on the cloud HIS that all of them share. */
final class CloudClinic implements HospitalSystem {

  private static final List<String> MARITAL = List.of("未婚", "已婚", "丧偶", "离婚");
  private static final List<String> INSURANCE = List.of("城镇职工", "城乡居民", "自费");
  private static final List<String> ROUTES = List.of("急诊", "门诊", "上级下转");

  private final Site site;
  private final String org;

  CloudClinic(Site site) {
    this.site = site;
    this.org = site.organization().code();
  }

  @Override
  public void dictionaries() {
    for (CodeEntry department : site.departments().all()) {
      site.row(
          "tb_dic_dept",
          "yljgdm",
          org,
          "ksbm",
          department.localCode(),
          "ksmc",
          department.localName(),
          "tybz",
          0);
    }
    boolean village = site.organization().tier() == 0;
    for (Staff.Member member : site.staff().all()) {
      String kind = member.job() == 2 ? "护士" : village ? "乡村医生" : "全科医生";
      site.row(
          "tb_dic_practitioner",
          "yljgdm",
          org,
          "gh",
          member.no(),
          "xm",
          member.name(),
          "xb",
          member.male() ? "男" : "女",
          "ksbm",
          member.department(),
          "zwlb",
          kind);
    }
  }

  @Override
  public LocalPatient register(Dice dice, Resident resident, LocalDateTime when) {
    String no = org + String.format("%08d", site.next("tb_yl_patient_information"));
    LocalPatient patient = Registrar.register(dice, resident, site.organization(), no, when);
    site.row(
        "tb_yl_patient_information",
        "hzbh",
        no,
        "yljgdm",
        org,
        "kh",
        patient.cardNo(),
        "hzxm",
        patient.name(),
        "xb",
        resident.male() ? "男" : "女",
        "csrq",
        patient.birth().toString(),
        "zjlb",
        patient.idNumber() == null ? "其他" : "身份证",
        "zjhm",
        patient.idNumber(),
        "lxdh",
        patient.phone(),
        "hyzk",
        MARITAL.get(resident.marital() - 1),
        "mz",
        "汉族",
        "xxdz",
        resident.address(),
        "xzqhdm",
        resident.placeCode(),
        "jdzcbh",
        null,
        "ybrq",
        INSURANCE.get(resident.insurance() - 1),
        "lxrxm",
        resident.kinName(),
        "lxrdh",
        resident.kinPhone(),
        "swrq",
        null,
        "jdsj",
        when,
        "gxsj",
        when);
    return patient;
  }

  @Override
  public VisitRef record(Dice dice, LocalPatient patient, Visit visit) {
    CodeEntry department = site.department(visit.department());
    Staff.Member doctor = site.doctor(dice, department);
    String no =
        visit.inpatient()
            ? String.format("CZ%012d", site.next("tb_yl_zy_medical_record"))
            : String.format("CM%012d", site.next("tb_yl_mz_medical_record"));
    if (visit.inpatient()) {
      stay(dice, patient, visit, no, department, doctor);
    } else {
      clinic(dice, patient, visit, no, department, doctor);
    }
    if (visit.end() != null) {
      diagnoses(patient, visit, no, doctor);
      bill(dice, patient, visit, no, department);
    }
    if (!visit.drugs().isEmpty()) {
      prescription(patient, visit, no, department, doctor);
    }
    laboratory(patient, visit, no, department);
    return new VisitRef(patient, no, department.localName(), doctor.name());
  }

  private void clinic(
      Dice dice,
      LocalPatient patient,
      Visit visit,
      String no,
      CodeEntry department,
      Staff.Member doctor) {
    String registration = String.format("GH%012d", site.next("tb_his_mz_reg"));
    boolean booked = visit.booking() != null;
    site.row(
        "tb_his_mz_reg",
        "ghlsh",
        registration,
        "yljgdm",
        org,
        "hzbh",
        patient.no(),
        "jzlsh",
        no,
        "ghlb",
        kind(visit),
        "yybz",
        booked ? 1 : 0,
        "yysj",
        booked ? visit.booking().slot() : null,
        "ksbm",
        department.localCode(),
        "ghsj",
        visit.start().minusMinutes(dice.between(1, 30)),
        "ghzt",
        "正常");
    CodeEntry principal = site.diagnosis(visit.principal().icd10());
    Vitals vitals = visit.vitals();
    boolean seen = vitals != null;
    boolean kilopascal = site.organization().tier() == 0 && dice.chance(0.08);
    site.row(
        "tb_yl_mz_medical_record",
        "jzlsh",
        no,
        "yljgdm",
        org,
        "hzbh",
        patient.no(),
        "ghlsh",
        registration,
        "jzlx",
        kind(visit),
        "ksbm",
        department.localCode(),
        "ysgh",
        doctor.no(),
        "jzksrq",
        visit.start(),
        "jzjsrq",
        visit.end(),
        "czbz",
        visit.first() ? 1 : 0,
        "zs",
        Words.complaint(dice, visit),
        "jzzdbm",
        principal.localCode(),
        "jzzdmc",
        principal.localName(),
        "tw",
        seen ? text(Numbers.tenth(vitals.temperature())) : null,
        "xl",
        seen ? text(vitals.pulse()) : null,
        "ssy",
        seen ? pressure(vitals.systolic(), kilopascal) : null,
        "szy",
        seen ? pressure(vitals.diastolic(), kilopascal) : null,
        "xydw",
        seen ? kilopascal ? "kPa" : "mmHg" : null,
        "sg",
        seen ? text(Numbers.tenth(vitals.height())) : null,
        "tz",
        seen ? text(Numbers.tenth(vitals.weight())) : null,
        "zzdbh",
        visit.referralNo(),
        "zt",
        "已完成",
        "gxsj",
        visit.end());
  }

  private static String kind(Visit visit) {
    return visit.kind() == VisitKind.EMERGENCY
        ? "急诊"
        : visit.kind() == VisitKind.CHECKUP ? "体检" : "门诊";
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private static String pressure(int mmHg, boolean kilopascal) {
    return kilopascal ? Numbers.tenth(mmHg / 7.5).toString() : String.valueOf(mmHg);
  }

  private void stay(
      Dice dice,
      LocalPatient patient,
      Visit visit,
      String no,
      CodeEntry department,
      Staff.Member doctor) {
    LocalDate from = visit.start().toLocalDate();
    LocalDate until = visit.end() == null ? LocalDate.MAX : visit.end().toLocalDate();
    Beds.Bed bed = site.bed(department.localCode(), from, until);
    LocalDate last = until.isAfter(from) ? until : from.plusDays(1);
    bed.days().stream()
        .mapToObj(site.beds()::day)
        .filter(day -> !day.isBefore(from))
        .takeWhile(day -> day.isBefore(last))
        .forEach(day -> census(bed, day, no, patient.no()));
    boolean over = visit.end() != null;
    CodeEntry principal = site.diagnosis(visit.principal().icd10());
    site.row(
        "tb_yl_zy_medical_record",
        "jzlsh",
        no,
        "yljgdm",
        org,
        "hzbh",
        patient.no(),
        "zyh",
        String.format("%010d", site.next("zyh")),
        "rytj",
        ROUTES.get(visit.stay().route() - 1),
        "rysj",
        visit.start(),
        "ksbm",
        department.localCode(),
        "cwh",
        bedNo(bed),
        "ysgh",
        doctor.no(),
        "cysj",
        visit.end(),
        "cyzdbm",
        over ? principal.localCode() : null,
        "cyzdmc",
        over ? principal.localName() : null,
        "rybq",
        over ? "有" : null,
        "lyfs",
        over ? discharge(visit.stay().discharge()) : null,
        "zzyjh",
        over ? visit.stay().readmissionPlanned() ? "有" : "无" : null,
        "zzdbh",
        visit.referralNo(),
        "zfy",
        Row.yuan(visit.total()),
        "zt",
        over ? "已出院" : "在院",
        "gxsj",
        over ? visit.end() : visit.start());
  }

  private static String discharge(int mode) {
    return switch (mode) {
      case 1 -> "医嘱离院";
      case 2 -> "转上级医院";
      case 3 -> "转社区村";
      case 4 -> "自动离院";
      case 5 -> "死亡";
      default -> "其他";
    };
  }

  private static String bedNo(Beds.Bed bed) {
    return (bed.extra() ? "+" : "") + String.format("%03d", bed.number());
  }

  private void census(Beds.Bed bed, LocalDate day, String no, String patient) {
    site.row(
        "tb_his_zy_bed",
        "yljgdm",
        org,
        "rq",
        day,
        "cwh",
        bedNo(bed),
        "ksbm",
        bed.department(),
        "jzlsh",
        no,
        "hzbh",
        patient,
        "kfbz",
        1,
        "zybz",
        no == null ? 0 : 1);
  }

  private void diagnoses(LocalPatient patient, Visit visit, String no, Staff.Member doctor) {
    for (int i = 0; i < visit.diagnoses().size(); i++) {
      Diagnosis diagnosis = visit.diagnoses().get(i);
      CodeEntry code = site.diagnosis(diagnosis.condition().icd10());
      site.row(
          "tb_yl_mz_diagnosis",
          "zdlsh",
          String.format("ZD%012d", site.next("tb_yl_mz_diagnosis")),
          "yljgdm",
          org,
          "hzbh",
          patient.no(),
          "jzlsh",
          no,
          "zdlb",
          i == 0 ? "主要诊断" : "次要诊断",
          "zdbm",
          code.localCode(),
          "zdmc",
          code.localName(),
          "zdsj",
          visit.inpatient() ? visit.end() : visit.start().plusMinutes(3),
          "ysgh",
          doctor.no(),
          "zfbz",
          0);
    }
  }

  private void prescription(
      LocalPatient patient, Visit visit, String no, CodeEntry department, Staff.Member doctor) {
    String prescription = String.format("CF%012d", site.next("tb_cis_prescription"));
    LocalDateTime time = visit.drugs().get(0).start();
    boolean chinese = visit.drugs().stream().allMatch(o -> o.drug().atc().isEmpty());
    site.row(
        "tb_cis_prescription",
        "cfbh",
        prescription,
        "yljgdm",
        org,
        "hzbh",
        patient.no(),
        "jzlsh",
        no,
        "cflx",
        chinese ? "中成药" : "西药",
        "ksbm",
        department.localCode(),
        "ysgh",
        doctor.no(),
        "kfsj",
        time,
        "je",
        Row.yuan(visit.drugs().stream().mapToLong(DrugOrder::amount).sum()),
        "zt",
        "已发药");
    for (DrugOrder order : visit.drugs()) {
      String dose = Numbers.plain(order.dose()).stripTrailingZeros().toPlainString();
      site.row(
          "tb_cis_prescription_detail",
          "cfmxbh",
          String.format("MX%012d", site.next("tb_cis_prescription_detail")),
          "cfbh",
          prescription,
          "yljgdm",
          org,
          "hzbh",
          patient.no(),
          "jzlsh",
          no,
          "ypbm",
          order.drug().code(),
          "ypmc",
          order.drug().name(),
          "ypgg",
          order.drug().spec(),
          "mcyl",
          dose + order.drug().unit(),
          "yyff",
          route(order.drug().route()),
          "yypl",
          order.frequency().toUpperCase(java.util.Locale.ROOT),
          "yyts",
          order.days(),
          "fysl",
          visit.inpatient() ? order.units() : order.packs(),
          "sldw",
          visit.inpatient() ? order.drug().baseUnit() : order.drug().packUnit(),
          "je",
          Row.yuan(order.amount()),
          "ksbm",
          department.localCode(),
          "kfsj",
          time,
          "zt",
          "已发药");
    }
  }

  private static String route(String route) {
    return switch (route) {
      case "IV" -> "静滴";
      case "IM" -> "肌注";
      case "SC" -> "皮下";
      case "INH" -> "吸入";
      case "EXT" -> "外用";
      default -> "口服";
    };
  }

  private void bill(Dice dice, LocalPatient patient, Visit visit, String no, CodeEntry department) {
    String bill = String.format("SF%012d", site.next("tb_his_mz_charge"));
    LocalDateTime time = dice.after(visit.end(), 1, 20);
    site.row(
        "tb_his_mz_charge",
        "sfbh",
        bill,
        "yljgdm",
        org,
        "hzbh",
        patient.no(),
        "jzlsh",
        no,
        "zje",
        Row.yuan(visit.total()),
        "ybzf",
        Row.yuan(visit.insured()),
        "grzf",
        Row.yuan(visit.total() - visit.insured()),
        "sfsj",
        time,
        "zt",
        "已收费");
    for (Charge charge : visit.charges()) {
      site.row(
          "tb_his_fee_detail",
          "fymxbh",
          String.format("FY%012d", site.next("tb_his_fee_detail")),
          "sfbh",
          bill,
          "yljgdm",
          org,
          "hzbh",
          patient.no(),
          "jzlsh",
          no,
          "fylb",
          site.category(charge),
          "xmbm",
          charge.medicine()
              ? charge.drug().code()
              : String.format("XM%05d", site.itemNumber(charge)),
          "xmmc",
          charge.medicine() ? charge.drug().name() : charge.item().name(),
          "sl",
          charge.quantity(),
          "dj",
          Row.yuan(charge.amount() / charge.quantity()),
          "je",
          Row.yuan(charge.amount()),
          "ybzf",
          Row.yuan(charge.insured()),
          "ksbm",
          department.localCode(),
          "fysj",
          charge.time(),
          "zt",
          "已收费");
    }
  }

  private void laboratory(LocalPatient patient, Visit visit, String no, CodeEntry department) {
    for (LabOrder order : visit.labs()) {
      if (order.reported() == null) {
        continue;
      }
      String report = String.format("BG%012d", site.next("bgdh"));
      for (LabOrder.Result result : order.results()) {
        site.row(
            "tb_lis_indicators",
            "bgmxbh",
            String.format("BM%012d", site.next("tb_lis_indicators")),
            "yljgdm",
            org,
            "hzbh",
            patient.no(),
            "jzlsh",
            no,
            "bgdh",
            report,
            "jczbdm",
            result.item().code(),
            "jczbmc",
            result.item().name(),
            "jczbjg",
            result.value(),
            "jldw",
            result.item().unit(),
            "ckz",
            result.item().range(),
            "ycts",
            flag(result.flag()),
            "ksbm",
            department.localCode(),
            "cjsj",
            order.collected(),
            "bgsj",
            order.reported(),
            "zt",
            "已审核");
      }
    }
  }

  private static String flag(String flag) {
    return switch (flag) {
      case "H", "HH" -> "偏高";
      case "L", "LL" -> "偏低";
      case "P" -> "阳性";
      default -> "正常";
    };
  }

  @Override
  public void closeBeds() {
    if (site.organization().hasBeds()) {
      site.beds().empty((bed, day) -> census(bed, site.beds().day(day), null, null));
    }
  }
}
