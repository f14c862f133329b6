package org.yunhe.ingestion.simulator.source;

import java.time.LocalDateTime;
import java.util.List;
import org.yunhe.ingestion.simulator.care.Booking;
import org.yunhe.ingestion.simulator.care.ChargeItem.Category;
import org.yunhe.ingestion.simulator.care.DrugOrder;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.code.CodeEntry;

/** Outpatient tables of the county product ({@code clinic_*}, {@code drug_presc_*}). */
final class CountyClinic {

  private static final List<String> MODES = List.of("电话", "微信", "窗口", "窗口", "转诊");

  private final Site site;
  private final CountyBilling billing;
  private final CountyVitals vitals;

  CountyClinic(Site site) {
    this.site = site;
    this.billing = new CountyBilling(site);
    this.vitals = new CountyVitals(site);
  }

  VisitRef record(Dice dice, LocalPatient patient, Visit visit) {
    CodeEntry department = site.department(visit.department());
    Staff.Member doctor = site.doctor(dice, department);
    String visitNo = String.format("O%011d", site.next("clinic_master"));
    String booking = appointment(dice, patient, visit, visitNo, department, doctor);
    encounter(dice, patient, visit, visitNo, booking, department, doctor);
    for (int i = 0; i < visit.diagnoses().size(); i++) {
      CodeEntry code = site.diagnosis(visit.diagnoses().get(i).condition().icd10());
      site.row(
          "clinic_diag",
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
          "diag_time",
          visit.start().plusMinutes(4),
          "visit_dept",
          department.localCode(),
          "doctor",
          doctor.no());
    }
    if (!visit.drugs().isEmpty()) {
      prescription(dice, patient, visit, visitNo, department, doctor);
    }
    vitals.record(
        dice, patient, visitNo, visit.vitals(), visit.start().minusMinutes(4), department);
    billing.bill(patient, visit, visitNo, department.localCode(), dice.after(visit.end(), 2, 30));
    return new VisitRef(patient, visitNo, department.localName(), doctor.name());
  }

  private String appointment(
      Dice dice,
      LocalPatient patient,
      Visit visit,
      String visitNo,
      CodeEntry department,
      Staff.Member doctor) {
    Booking booking = visit.booking();
    if (booking == null) {
      return null;
    }
    if (dice.chance(0.07)) {
      LocalDateTime slot = booking.slot().minusDays(dice.between(2, 20));
      appointmentRow(
          patient,
          null,
          department,
          doctor,
          booking.mode(),
          slot,
          slot.minusHours(dice.between(5, 90)),
          dice.chance(0.4) ? "N" : "C");
    }
    return appointmentRow(
        patient, visitNo, department, doctor, booking.mode(), booking.slot(), booking.made(), "V");
  }

  private String appointmentRow(
      LocalPatient patient,
      String visitNo,
      CodeEntry department,
      Staff.Member doctor,
      int mode,
      LocalDateTime slot,
      LocalDateTime made,
      String state) {
    String no = String.format("A%010d", site.next("clinic_appoints"));
    site.row(
        "clinic_appoints",
        "appoint_no",
        no,
        "patient_id",
        patient.no(),
        "clinic_dept",
        department.localCode(),
        "doctor",
        doctor.no(),
        "appoint_mode",
        MODES.get(mode - 1),
        "clinic_time",
        slot,
        "appoint_time",
        made,
        "visit_no",
        visitNo,
        "appoint_status",
        state);
    return no;
  }

  private void encounter(
      Dice dice,
      LocalPatient patient,
      Visit visit,
      String visitNo,
      String booking,
      CodeEntry department,
      Staff.Member doctor) {
    CodeEntry principal = site.diagnosis(visit.principal().icd10());
    String type =
        switch (visit.kind()) {
          case EMERGENCY -> "EM";
          case CHECKUP -> "PE";
          default -> booking == null ? "GE" : "EX";
        };
    LocalDateTime registered = visit.start().minusMinutes(dice.between(4, 60));
    site.row(
        "clinic_master",
        "visit_no",
        visitNo,
        "patient_id",
        patient.no(),
        "appoint_no",
        booking,
        "clinic_type",
        type,
        "visit_dept",
        department.localCode(),
        "doctor",
        doctor.no(),
        "registering_time",
        registered,
        "visit_time",
        visit.start(),
        "end_time",
        visit.end(),
        "first_visit",
        visit.first() ? 1 : 0,
        "chief_complaint",
        Words.complaint(dice, visit),
        "med_history",
        Words.history(visit),
        "diag_code",
        principal.localCode(),
        "diag_desc",
        principal.localName(),
        "regist_fee",
        Row.yuan(visit.total(Category.REGISTRATION)),
        "returned_time",
        null,
        "referral_no",
        visit.referralNo(),
        "regist_status",
        "F",
        "update_time",
        visit.end());
    if (dice.chance(0.015)) {
      LocalDateTime time = registered.minusDays(dice.between(1, 9));
      site.row(
          "clinic_master",
          "visit_no",
          String.format("O%011d", site.next("clinic_master")),
          "patient_id",
          patient.no(),
          "clinic_type",
          "GE",
          "visit_dept",
          department.localCode(),
          "doctor",
          doctor.no(),
          "registering_time",
          time,
          "regist_fee",
          Row.yuan(200),
          "returned_time",
          dice.after(time, 5, 90),
          "regist_status",
          "R",
          "update_time",
          time);
    }
  }

  private void prescription(
      Dice dice,
      LocalPatient patient,
      Visit visit,
      String visitNo,
      CodeEntry department,
      Staff.Member doctor) {
    String no = String.format("P%011d", site.next("drug_presc_master"));
    LocalDateTime time = visit.drugs().get(0).start();
    boolean cancelled = dice.chance(0.015);
    String state = cancelled ? "X" : "D";
    boolean chinese = visit.drugs().stream().allMatch(o -> o.drug().atc().isEmpty());
    site.row(
        "drug_presc_master",
        "presc_no",
        no,
        "visit_no",
        visitNo,
        "patient_id",
        patient.no(),
        "presc_type",
        chinese ? "Z" : "W",
        "ordered_dept",
        department.localCode(),
        "doctor",
        doctor.no(),
        "presc_time",
        time,
        "dispense_time",
        cancelled ? null : dice.after(time, 8, 60),
        "costs",
        Row.yuan(visit.drugs().stream().mapToLong(DrugOrder::amount).sum()),
        "presc_status",
        state);
    int item = 0;
    for (DrugOrder order : visit.drugs()) {
      site.row(
          "drug_presc_detail",
          "presc_no",
          no,
          "item_no",
          ++item,
          "visit_no",
          visitNo,
          "patient_id",
          patient.no(),
          "drug_code",
          order.drug().code(),
          "drug_name",
          order.drug().name(),
          "drug_spec",
          order.drug().spec(),
          "dosage",
          Numbers.plain(order.dose()),
          "dosage_units",
          order.drug().unit(),
          "administration",
          CountyHospital.route(order.drug().route()),
          "frequency",
          CountyHospital.frequency(order.frequency()),
          "days",
          order.days(),
          "quantity",
          order.packs(),
          "package_units",
          order.drug().packUnit(),
          "costs",
          Row.yuan(order.amount()),
          "ordered_dept",
          department.localCode(),
          "presc_time",
          time,
          "presc_status",
          state);
    }
  }
}
