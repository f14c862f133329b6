package org.yunhe.ingestion.simulator.source;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.yunhe.ingestion.simulator.care.Charge;
import org.yunhe.ingestion.simulator.care.ChargeItem.Category;
import org.yunhe.ingestion.simulator.care.Diagnosis;
import org.yunhe.ingestion.simulator.care.DrugOrder;
import org.yunhe.ingestion.simulator.care.LabOrder;
import org.yunhe.ingestion.simulator.care.Operation;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.care.Vitals;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.code.CodeEntry;

/** Inpatient tables of the city HIS ({@code zy_*}) and its case front page ({@code ba_*}). */
final class CityWard {

  private final Site site;
  private final CityClinic clinic;

  CityWard(Site site) {
    this.site = site;
    this.clinic = new CityClinic(site);
  }

  VisitRef record(Dice dice, LocalPatient patient, Visit visit) {
    CodeEntry department = site.department(visit.department());
    Staff.Member doctor = site.doctor(dice, department);
    LocalDate until = visit.end() == null ? LocalDate.MAX : visit.end().toLocalDate();
    Beds.Bed bed = site.bed(department.localCode(), visit.start().toLocalDate(), until);
    Stay stay =
        new Stay(
            patient, visit, String.format("Z%011d", site.next("zy_brry")), department, doctor, bed);
    admission(stay);
    census(stay);
    transfer(dice, stay);
    orders(stay);
    operations(dice, stay);
    charges(dice, stay);
    vitals(dice, stay);
    visit.exams().forEach(e -> CityClinic.exam(site, patient, stay.no, department, e));
    if (visit.end() != null) {
      frontPage(dice, stay);
    }
    return new VisitRef(patient, stay.no, department.localName(), doctor.name());
  }

  /** A stay with its local numbers. */
  private record Stay(
      LocalPatient patient,
      Visit visit,
      String no,
      CodeEntry department,
      Staff.Member doctor,
      Beds.Bed bed) {

    String bedCode() {
      return CityWard.bedCode(bed);
    }

    boolean over() {
      return visit.end() != null;
    }
  }

  private static String bedCode(Beds.Bed bed) {
    return String.format(bed.extra() ? "J%05d" : "C%05d", bed.number());
  }

  private void admission(Stay stay) {
    Visit visit = stay.visit;
    CodeEntry principal = site.diagnosis(visit.principal().icd10());
    site.row(
        "zy_brry",
        "zyxh",
        stay.no,
        "zyh",
        stay.patient.no(),
        "zycs",
        1,
        "brid",
        stay.patient.no(),
        "rytj",
        String.valueOf(visit.stay().route()),
        "rysj",
        visit.start(),
        "ryks",
        stay.department.localCode(),
        "bqdm",
        stay.department.localCode(),
        "cwdm",
        stay.bedCode(),
        "zzys",
        stay.doctor.no(),
        "ryzddm",
        principal.localCode(),
        "ryzdmc",
        principal.localName(),
        "cysj",
        visit.end(),
        "cyks",
        stay.over() ? stay.department.localCode() : null,
        "zyzddm",
        stay.over() ? principal.localCode() : null,
        "zyzdmc",
        stay.over() ? principal.localName() : null,
        "lyfs",
        stay.over() ? String.valueOf(visit.stay().discharge()) : null,
        "zzyjh",
        stay.over() ? visit.stay().readmissionPlanned() ? "2" : "1" : null,
        "zzdh",
        visit.referralNo(),
        "zfy",
        Row.yuan(visit.total()),
        "zyzt",
        stay.over() ? "3" : "1",
        "xgsj",
        stay.over() ? visit.end() : visit.start());
  }

  private void census(Stay stay) {
    LocalDate first = stay.visit.start().toLocalDate();
    stay.bed.days().stream()
        .mapToObj(site.beds()::day)
        .filter(day -> !day.isBefore(first))
        .takeWhile(day -> !stay.over() || day.isBefore(lastDay(stay)))
        .forEach(
            day -> bedDay(stay.bed, day, stay.no, stay.patient.no(), stay.department.localCode()));
  }

  private static LocalDate lastDay(Stay stay) {
    LocalDate first = stay.visit.start().toLocalDate();
    LocalDate end = stay.visit.end().toLocalDate();
    return end.isAfter(first) ? end : first.plusDays(1);
  }

  private void bedDay(
      Beds.Bed bed, LocalDate day, String stayNo, String patient, String department) {
    site.row(
        "zy_cwr",
        "rq",
        day,
        "cwdm",
        bedCode(bed),
        "zyxh",
        stayNo,
        "brid",
        patient,
        "ksdm",
        department,
        "bqdm",
        department,
        "kfbz",
        1,
        "zybz",
        stayNo == null ? 0 : 1);
  }

  private void transfer(Dice dice, Stay stay) {
    Visit visit = stay.visit;
    if (visit.stay().intensive() && stay.over()) {
      LocalDateTime time = dice.after(visit.start(), 60, 900);
      if (time.isBefore(visit.end())) {
        site.row(
            "zy_zkjl",
            "zkxh",
            site.next("zy_zkjl"),
            "zyxh",
            stay.no,
            "brid",
            stay.patient.no(),
            "zcks",
            stay.department.localCode(),
            "zrks",
            site.department("28").localCode(),
            "zrcw",
            stay.bedCode(),
            "zksj",
            time);
      }
    }
  }

  private void orders(Stay stay) {
    Visit visit = stay.visit;
    for (DrugOrder order : visit.drugs()) {
      boolean standing = order.days() > 1;
      order(
          stay,
          standing,
          "1",
          order.drug().code(),
          order.drug().name(),
          order,
          order.units(),
          order.drug().baseUnit(),
          order.start(),
          order.stop());
    }
    order(stay, true, "5", "F000100", "二级护理", null, 1, "日", visit.start(), visit.end());
    for (LabOrder lab : visit.labs()) {
      order(
          stay,
          false,
          "2",
          lab.panel().code(),
          lab.panel().name(),
          null,
          1,
          "项",
          lab.ordered(),
          lab.ordered());
    }
  }

  private void order(
      Stay stay,
      boolean standing,
      String kind,
      String code,
      String name,
      DrugOrder drug,
      int quantity,
      String unit,
      LocalDateTime start,
      LocalDateTime stop) {
    boolean running = standing && (stop == null || !stay.over());
    site.row(
        "zy_yz",
        "yzxh",
        site.next("zy_yz"),
        "zyxh",
        stay.no,
        "brid",
        stay.patient.no(),
        "yzqx",
        standing ? "1" : "2",
        "yzlb",
        kind,
        "xmdm",
        code,
        "yzmc",
        name,
        "dcjl",
        drug == null ? null : Numbers.plain(drug.dose()),
        "jldw",
        drug == null ? null : drug.drug().unit(),
        "yf",
        drug == null ? null : CityClinic.ROUTES.getOrDefault(drug.drug().route(), "99"),
        "pc",
        drug == null ? null : drug.frequency(),
        "sl",
        quantity,
        "dw",
        unit,
        "ksdm",
        stay.department.localCode(),
        "ysgh",
        stay.doctor.no(),
        "kssj",
        start,
        "tzsj",
        running ? null : stop,
        "yzzt",
        running ? "1" : standing ? "2" : "1");
  }

  private void operations(Dice dice, Stay stay) {
    int number = 0;
    for (Operation operation : stay.visit.operations()) {
      CodeEntry code = site.codes().entry("operation", operation.procedure().icd9());
      String grade = code.attribute("grade");
      String incision = operation.procedure().incision();
      Staff.Member surgeon = site.doctor(dice, stay.department);
      site.row(
          "zy_ssjl",
          "ssxh",
          site.next("zy_ssjl"),
          "zyxh",
          stay.no,
          "brid",
          stay.patient.no(),
          "ssdm",
          code.localCode(),
          "ssmc",
          code.localName(),
          "sskssj",
          operation.start(),
          "ssjssj",
          operation.end(),
          "ssjb",
          grade,
          "sslb",
          operation.elective() ? "1" : "3",
          "rjbz",
          operation.daySurgery() ? 1 : 0,
          "qkdj",
          incision.isEmpty() ? "0" : incision,
          "yhdj",
          operation.healing(),
          "mzfs",
          String.valueOf(operation.anaesthesia()),
          "ssks",
          stay.department.localCode(),
          "zdys",
          surgeon.no(),
          "fjhcf",
          operation.unplannedReturn() ? 1 : 0,
          "sszt",
          "2");
      if (stay.over()) {
        site.row(
            "ba_ss",
            "zyxh",
            stay.no,
            "ssxh",
            ++number,
            "brid",
            stay.patient.no(),
            "ssdm",
            operation.procedure().icd9(),
            "ssmc",
            operation.procedure().name(),
            "ssrq",
            operation.start().toLocalDate(),
            "ssjb",
            grade,
            "qkdj",
            incision.isEmpty() ? "0" : incision,
            "yhdj",
            operation.healing(),
            "mzfs",
            String.valueOf(operation.anaesthesia()),
            "sz",
            surgeon.no());
      }
    }
  }

  private void charges(Dice dice, Stay stay) {
    Visit visit = stay.visit;
    for (Charge charge : visit.charges()) {
      site.row(
          "zy_fymx",
          "fyxh",
          site.next("zy_fymx"),
          "zyxh",
          stay.no,
          "brid",
          stay.patient.no(),
          "xmdm",
          clinic.code(charge),
          "xmmc",
          CityClinic.name(charge),
          "sffl",
          site.category(charge),
          "sl",
          charge.quantity(),
          "dw",
          charge.medicine() ? charge.drug().packUnit() : charge.item().unit(),
          "dj",
          Row.yuan(charge.amount() / charge.quantity()),
          "je",
          Row.yuan(charge.amount()),
          "ybje",
          Row.yuan(charge.insured()),
          "ksdm",
          stay.department.localCode(),
          "fysj",
          charge.time(),
          "zfbz",
          0);
    }
    if (stay.over()) {
      site.row(
          "zy_jszb",
          "jsxh",
          String.format("JS%010d", site.next("zy_jszb")),
          "zyxh",
          stay.no,
          "brid",
          stay.patient.no(),
          "fph",
          String.format("FP%010d", site.next("fp")),
          "zje",
          Row.yuan(visit.total()),
          "ybje",
          Row.yuan(visit.insured()),
          "zfje",
          Row.yuan(visit.total() - visit.insured()),
          "jssj",
          dice.after(visit.end(), 10, 180),
          "jslx",
          "1",
          "zfbz",
          0);
    }
  }

  private void vitals(Dice dice, Stay stay) {
    Visit visit = stay.visit;
    Vitals first = visit.vitals();
    LocalDate last = stay.over() ? visit.end().toLocalDate() : site.beds().lastDay();
    LocalDate day = visit.start().toLocalDate();
    for (int i = 0; !day.isAfter(last) && i < 30; i++, day = day.plusDays(1)) {
      LocalDateTime time = day.atTime(i == 0 ? 23 : 6, dice.between(0, 40));
      if (stay.over() && time.isAfter(visit.end())) {
        return;
      }
      double fall = Math.pow(0.7, i);
      double temperature = 36.6 + (first.temperature() - 36.6) * fall + dice.normal(0, 0.15);
      site.row(
          "zy_smtz",
          "tzxh",
          site.next("zy_smtz"),
          "zyxh",
          stay.no,
          "brid",
          stay.patient.no(),
          "clsj",
          time,
          "tw",
          Numbers.tenth(temperature),
          "mb",
          first.pulse() + dice.between(-6, 6),
          "hx",
          first.respiration() + dice.between(-1, 1),
          "ssy",
          first.systolic() + dice.between(-9, 7),
          "szy",
          first.diastolic() + dice.between(-6, 5),
          "xybhd",
          dice.between(95, 99),
          "tz",
          i == 0 ? Numbers.tenth(first.weight()) : null,
          "hsgh",
          site.nurse(dice, stay.department).no(),
          "zfbz",
          0);
    }
  }

  private void frontPage(Dice dice, Stay stay) {
    Visit visit = stay.visit;
    CodeEntry principal = site.diagnosis(visit.principal().icd10());
    long days =
        Math.max(
            1, ChronoUnit.DAYS.between(visit.start().toLocalDate(), visit.end().toLocalDate()));
    int mode = visit.stay().discharge();
    long antibiotics =
        visit.charges().stream()
            .filter(c -> c.medicine() && c.drug().antibiotic())
            .mapToLong(Charge::amount)
            .sum();
    site.row(
        "ba_sy",
        "zyxh",
        stay.no,
        "bah",
        "B" + stay.patient.no(),
        "brid",
        stay.patient.no(),
        "zycs",
        1,
        "rytj",
        String.valueOf(visit.stay().route()),
        "rysj",
        visit.start(),
        "ryks",
        stay.department.localCode(),
        "cysj",
        visit.end(),
        "cyks",
        stay.department.localCode(),
        "sjzyts",
        days,
        "mzzddm",
        principal.localCode(),
        "zyzddm",
        principal.localCode(),
        "zyzdmc",
        principal.localName(),
        "zyrybq",
        "1",
        "lyfs",
        String.valueOf(mode),
        "njsjg",
        mode == 3 ? stay.patient.resident().homeOrg() : null,
        "zzyjh",
        visit.stay().readmissionPlanned() ? "2" : "1",
        "zzymd",
        visit.stay().readmissionPlanned() ? "继续治疗" : null,
        "swsj",
        mode == 5 ? visit.end() : null,
        "zfy",
        Row.yuan(visit.total()),
        "zfje",
        Row.yuan(visit.total() - visit.insured()),
        "xyf",
        Row.yuan(visit.total(Category.DRUG)),
        "kjyf",
        Row.yuan(antibiotics),
        "ssf",
        Row.yuan(visit.total(Category.SURGERY)),
        "jcf",
        Row.yuan(visit.total(Category.EXAM)),
        "hyf",
        Row.yuan(visit.total(Category.LAB)),
        "clf",
        Row.yuan(visit.total(Category.MATERIAL)),
        "bmy",
        "BM" + dice.between(1, 6),
        "bmsj",
        dice.after(visit.end(), 200, 4000));
    for (int i = 0; i < visit.diagnoses().size(); i++) {
      Diagnosis diagnosis = visit.diagnoses().get(i);
      CodeEntry code = site.diagnosis(diagnosis.condition().icd10());
      site.row(
          "ba_zd",
          "zyxh",
          stay.no,
          "zdxh",
          i + 1,
          "brid",
          stay.patient.no(),
          "zdlx",
          i == 0 ? "1" : "2",
          "jbdm",
          code.localCode(),
          "jbmc",
          code.localName(),
          "rybq",
          String.valueOf(diagnosis.presentOnAdmission()),
          "cyqk",
          mode == 5 && i == 0 ? "4" : dice.chance(0.7) ? "2" : "1",
          "cyks",
          stay.department.localCode(),
          "rysj",
          visit.start(),
          "cysj",
          visit.end());
    }
  }

  void closeBeds() {
    for (Beds.Bed bed : site.beds().all()) {
      site.row(
          "zd_cw",
          "cwdm",
          bedCode(bed),
          "cwh",
          String.valueOf(bed.number()),
          "bqdm",
          bed.department(),
          "ksdm",
          bed.department(),
          "cwlx",
          bed.extra() ? "2" : "1",
          "kfbz",
          1,
          "cwzt",
          site.beds().occupiedOnLastDay(bed) ? "1" : "0");
    }
    site.beds()
        .empty((bed, day) -> bedDay(bed, site.beds().day(day), null, null, bed.department()));
  }
}
