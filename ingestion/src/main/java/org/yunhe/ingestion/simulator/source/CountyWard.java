package org.yunhe.ingestion.simulator.source;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.yunhe.ingestion.simulator.care.DrugOrder;
import org.yunhe.ingestion.simulator.care.LabOrder;
import org.yunhe.ingestion.simulator.care.Operation;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.care.Vitals;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.code.CodeEntry;

/** Inpatient tables of the county product: stays with the front page, orders, operations, beds. */
final class CountyWard {

  private static final List<String> ROUTES = List.of("EM", "OP", "TR");
  private static final List<String> SCALES = List.of("一", "二", "三", "四");
  private static final List<String> ANAESTHESIA = List.of("全身麻醉", "椎管内麻醉", "局部麻醉", "静脉麻醉");

  private final Site site;
  private final CountyBilling billing;
  private final CountyVitals vitals;

  CountyWard(Site site) {
    this.site = site;
    this.billing = new CountyBilling(site);
    this.vitals = new CountyVitals(site);
  }

  private static String bedNo(Beds.Bed bed) {
    return (bed.extra() ? "+" : "") + String.format("%04d", bed.number());
  }

  VisitRef record(Dice dice, LocalPatient patient, Visit visit) {
    CodeEntry department = site.department(visit.department());
    Staff.Member doctor = site.doctor(dice, department);
    LocalDate until = visit.end() == null ? LocalDate.MAX : visit.end().toLocalDate();
    LocalDate from = visit.start().toLocalDate();
    Beds.Bed bed = site.bed(department.localCode(), from, until);
    String visitNo = String.format("I%011d", site.next("pat_visit"));
    stay(dice, patient, visit, visitNo, department, doctor, bed);
    LocalDate last = until.isAfter(from) ? until : from.plusDays(1);
    bed.days().stream()
        .mapToObj(site.beds()::day)
        .filter(day -> !day.isBefore(from))
        .takeWhile(day -> day.isBefore(last))
        .forEach(day -> census(bed, day, visitNo, patient.no(), department.localCode()));
    orders(patient, visit, visitNo, department, doctor);
    operations(dice, patient, visit, visitNo, department);
    dailyVitals(dice, patient, visit, visitNo, department);
    billing.bill(
        patient,
        visit,
        visitNo,
        department.localCode(),
        visit.end() == null ? null : dice.after(visit.end(), 10, 150));
    return new VisitRef(patient, visitNo, department.localName(), doctor.name());
  }

  private void stay(
      Dice dice,
      LocalPatient patient,
      Visit visit,
      String visitNo,
      CodeEntry department,
      Staff.Member doctor,
      Beds.Bed bed) {
    boolean over = visit.end() != null;
    CodeEntry principal = site.diagnosis(visit.principal().icd10());
    int mode = visit.stay().discharge();
    site.row(
        "pat_visit",
        "visit_no",
        visitNo,
        "patient_id",
        patient.no(),
        "inp_no",
        patient.no(),
        "visit_id",
        1,
        "admission_type",
        ROUTES.get(visit.stay().route() - 1),
        "admission_time",
        visit.start(),
        "dept_admission",
        department.localCode(),
        "dept_current",
        department.localCode(),
        "bed_no",
        bedNo(bed),
        "doctor_in_charge",
        doctor.no(),
        "admit_diag_code",
        principal.localCode(),
        "admit_diag_desc",
        principal.localName(),
        "discharge_time",
        visit.end(),
        "dept_discharge",
        over ? department.localCode() : null,
        "main_diag_code",
        over ? principal.localCode() : null,
        "main_diag_desc",
        over ? principal.localName() : null,
        "main_diag_poa",
        over ? "1" : null,
        "discharge_disposition",
        over ? mode == 9 ? "99" : "0" + mode : null,
        "receive_org",
        over && mode == 3 ? patient.resident().homeOrg() : null,
        "readmit_plan",
        over ? visit.stay().readmissionPlanned() ? 1 : 0 : null,
        "referral_no",
        visit.referralNo(),
        "death_time",
        over && mode == 5 ? visit.end() : null,
        "total_costs",
        Row.yuan(visit.total()),
        "total_payments",
        Row.yuan(visit.total() - visit.insured()),
        "visit_status",
        over ? "D" : "A",
        "update_time",
        over ? visit.end() : visit.start());
    if (over) {
      diagnoses(dice, patient, visit, visitNo, department);
    }
  }

  private void diagnoses(
      Dice dice, LocalPatient patient, Visit visit, String visitNo, CodeEntry department) {
    for (int i = 0; i < visit.diagnoses().size(); i++) {
      CodeEntry code = site.diagnosis(visit.diagnoses().get(i).condition().icd10());
      boolean died = visit.stay().discharge() == 5 && i == 0;
      site.row(
          "medrec_diag",
          "visit_no",
          visitNo,
          "diag_no",
          i + 1,
          "patient_id",
          patient.no(),
          "diag_type",
          i == 0 ? "M" : "S",
          "diag_code",
          code.localCode(),
          "diag_desc",
          code.localName(),
          "poa",
          String.valueOf(visit.diagnoses().get(i).presentOnAdmission()),
          "treat_result",
          died ? "死亡" : dice.chance(0.7) ? "好转" : "治愈",
          "admission_time",
          visit.start(),
          "discharge_time",
          visit.end(),
          "dept_discharge",
          department.localCode());
    }
  }

  private void census(
      Beds.Bed bed, LocalDate day, String visitNo, String patient, String department) {
    site.row(
        "bed_census",
        "census_date",
        day,
        "bed_no",
        bedNo(bed),
        "visit_no",
        visitNo,
        "patient_id",
        patient,
        "dept_code",
        department,
        "open_flag",
        1,
        "occupied_flag",
        visitNo == null ? 0 : 1);
  }

  private void orders(
      LocalPatient patient,
      Visit visit,
      String visitNo,
      CodeEntry department,
      Staff.Member doctor) {
    boolean over = visit.end() != null;
    int number = 0;
    for (DrugOrder order : visit.drugs()) {
      boolean standing = order.days() > 1;
      site.row(
          "inp_orders",
          "visit_no",
          visitNo,
          "order_no",
          ++number,
          "patient_id",
          patient.no(),
          "repeat_indicator",
          standing ? 1 : 0,
          "order_class",
          "A",
          "order_code",
          order.drug().code(),
          "order_text",
          order.drug().name(),
          "dosage",
          Numbers.plain(order.dose()),
          "dosage_units",
          order.drug().unit(),
          "administration",
          CountyHospital.route(order.drug().route()),
          "frequency",
          CountyHospital.frequency(order.frequency()),
          "quantity",
          order.units(),
          "package_units",
          order.drug().baseUnit(),
          "start_time",
          order.start(),
          "stop_time",
          over ? order.stop() : null,
          "ordering_dept",
          department.localCode(),
          "doctor",
          doctor.no(),
          "order_status",
          over ? "3" : "2");
    }
    for (LabOrder lab : visit.labs()) {
      site.row(
          "inp_orders",
          "visit_no",
          visitNo,
          "order_no",
          ++number,
          "patient_id",
          patient.no(),
          "repeat_indicator",
          0,
          "order_class",
          "C",
          "order_code",
          lab.panel().code(),
          "order_text",
          lab.panel().name(),
          "quantity",
          1,
          "package_units",
          "项",
          "start_time",
          lab.ordered(),
          "stop_time",
          lab.ordered(),
          "ordering_dept",
          department.localCode(),
          "doctor",
          doctor.no(),
          "order_status",
          "2");
    }
    site.row(
        "inp_orders",
        "visit_no",
        visitNo,
        "order_no",
        ++number,
        "patient_id",
        patient.no(),
        "repeat_indicator",
        1,
        "order_class",
        "H",
        "order_code",
        "H0001",
        "order_text",
        "二级护理",
        "quantity",
        1,
        "package_units",
        "日",
        "start_time",
        visit.start(),
        "stop_time",
        visit.end(),
        "ordering_dept",
        department.localCode(),
        "doctor",
        doctor.no(),
        "order_status",
        over ? "3" : "2");
  }

  private void operations(
      Dice dice, LocalPatient patient, Visit visit, String visitNo, CodeEntry department) {
    int number = 0;
    for (Operation operation : visit.operations()) {
      CodeEntry code = site.codes().entry("operation", operation.procedure().icd9());
      String grade = code.attribute("grade");
      String incision = operation.procedure().incision();
      site.row(
          "medrec_oper",
          "visit_no",
          visitNo,
          "oper_no",
          ++number,
          "patient_id",
          patient.no(),
          "oper_code",
          code.localCode(),
          "oper_desc",
          code.localName(),
          "start_time",
          operation.start(),
          "end_time",
          operation.end(),
          "oper_scale",
          grade == null ? null : SCALES.get(Integer.parseInt(grade) - 1),
          "oper_kind",
          operation.elective() ? "择期" : "急诊",
          "wound_grade",
          wound(incision),
          "heal",
          operation.healing(),
          "anaesthesia",
          ANAESTHESIA.get(operation.anaesthesia() - 1),
          "operator",
          site.doctor(dice, department).no(),
          "oper_dept",
          department.localCode(),
          "return_flag",
          operation.unplannedReturn() ? 1 : 0,
          "oper_status",
          "F");
    }
  }

  private static String wound(String incision) {
    return switch (incision) {
      case "I" -> "Ⅰ";
      case "II" -> "Ⅱ";
      case "III" -> "Ⅲ";
      default -> "0";
    };
  }

  private void dailyVitals(
      Dice dice, LocalPatient patient, Visit visit, String visitNo, CodeEntry department) {
    Vitals first = visit.vitals();
    LocalDateTime until = visit.end() == null ? site.beds().lastDay().atTime(6, 0) : visit.end();
    LocalDateTime time = visit.start().plusMinutes(20);
    for (int i = 0; i < 21 && !time.isAfter(until); i += 2) {
      double temperature =
          36.6 + (first.temperature() - 36.6) * Math.pow(0.7, i) + dice.normal(0, 0.15);
      Vitals now =
          new Vitals(
              temperature,
              first.pulse() + dice.between(-6, 6),
              first.respiration() + dice.between(-1, 1),
              first.systolic() + dice.between(-9, 7),
              first.diastolic() + dice.between(-6, 5),
              null,
              null,
              i == 0 ? first.weight() : null);
      vitals.record(dice, patient, visitNo, now, time, department);
      time = visit.start().toLocalDate().plusDays(i + 2L).atTime(7, dice.between(0, 40));
    }
  }

  void closeBeds() {
    for (Beds.Bed bed : site.beds().all()) {
      site.row(
          "bed_rec",
          "bed_no",
          bedNo(bed),
          "ward_code",
          bed.department(),
          "dept_code",
          bed.department(),
          "bed_class",
          bed.extra() ? "加床" : "普通",
          "open_flag",
          1,
          "bed_status",
          site.beds().occupiedOnLastDay(bed) ? "1" : "0");
    }
    site.beds()
        .empty((bed, day) -> census(bed, site.beds().day(day), null, null, bed.department()));
  }
}
