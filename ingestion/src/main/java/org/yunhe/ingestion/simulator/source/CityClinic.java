package org.yunhe.ingestion.simulator.source;

import java.time.LocalDateTime;
import java.util.Map;
import org.yunhe.ingestion.simulator.care.Booking;
import org.yunhe.ingestion.simulator.care.Charge;
import org.yunhe.ingestion.simulator.care.ChargeItem;
import org.yunhe.ingestion.simulator.care.Diagnosis;
import org.yunhe.ingestion.simulator.care.DrugOrder;
import org.yunhe.ingestion.simulator.care.Exam;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.care.VisitKind;
import org.yunhe.ingestion.simulator.care.Vitals;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.code.CodeEntry;

/** Outpatient tables of the city HIS ({@code mz_*}, {@code jc_bgd}). */
final class CityClinic {

  static final Map<String, String> ROUTES =
      Map.of("O", "01", "IV", "02", "IM", "03", "SC", "04", "EXT", "05", "INH", "06");

  private final Site site;

  CityClinic(Site site) {
    this.site = site;
  }

  VisitRef record(Dice dice, LocalPatient patient, Visit visit) {
    CodeEntry department = site.department(visit.department());
    Staff.Member doctor = site.doctor(dice, department);
    String visitNo = String.format("M%011d", site.next("mz_jzjl"));
    String registration = String.format("GH%010d", site.next("mz_ghxx"));
    LocalDateTime registered = visit.start().minusMinutes(dice.between(5, 70));
    String booking =
        appointment(dice, patient, visit, department, doctor, registration, registered);
    site.row(
        "mz_ghxx",
        "ghxh",
        registration,
        "brid",
        patient.no(),
        "jzxh",
        visitNo,
        "yyxh",
        booking,
        "ksdm",
        department.localCode(),
        "ysgh",
        doctor.no(),
        "ghlb",
        registrationKind(visit),
        "ghsj",
        registered,
        "ghfy",
        Row.yuan(visit.total(ChargeItem.Category.REGISTRATION)),
        "ghzt",
        "0",
        "thsj",
        null);
    if (dice.chance(0.015)) {
      returned(dice, patient, department, doctor, registered);
    }
    encounter(dice, patient, visit, visitNo, registration, booking, department, doctor);
    diagnoses(patient, visit, visitNo, department, doctor);
    prescriptions(dice, patient, visit, visitNo, department, doctor);
    bill(dice, patient, visit, visitNo, department);
    visit.exams().forEach(exam -> exam(site, patient, visitNo, department, exam));
    return new VisitRef(patient, visitNo, department.localName(), doctor.name());
  }

  private static String registrationKind(Visit visit) {
    return switch (visit.kind()) {
      case EMERGENCY -> "3";
      case CHECKUP -> "4";
      default -> visit.booking() == null ? "1" : "2";
    };
  }

  private String appointment(
      Dice dice,
      LocalPatient patient,
      Visit visit,
      CodeEntry department,
      Staff.Member doctor,
      String registration,
      LocalDateTime registered) {
    Booking booking = visit.booking();
    if (booking == null) {
      return null;
    }
    if (dice.chance(0.07)) {
      boolean noShow = dice.chance(0.4);
      LocalDateTime slot = booking.slot().minusDays(dice.between(2, 20));
      appointmentRow(
          patient,
          null,
          department,
          doctor,
          booking.mode(),
          slot,
          slot.minusHours(dice.between(5, 90)),
          noShow ? "3" : "2",
          noShow ? null : slot.minusHours(dice.between(1, 4)));
    }
    return appointmentRow(
        patient,
        registration,
        department,
        doctor,
        booking.mode(),
        booking.slot(),
        booking.made(),
        "1",
        null);
  }

  private String appointmentRow(
      LocalPatient patient,
      String registration,
      CodeEntry department,
      Staff.Member doctor,
      int mode,
      LocalDateTime slot,
      LocalDateTime made,
      String state,
      LocalDateTime cancelled) {
    String no = String.format("YY%010d", site.next("mz_yyxx"));
    site.row(
        "mz_yyxx",
        "yyxh",
        no,
        "brid",
        patient.no(),
        "ghxh",
        registration,
        "ksdm",
        department.localCode(),
        "ysgh",
        doctor.no(),
        "yyfs",
        String.valueOf(mode),
        "yysj",
        slot,
        "djsj",
        made,
        "yyzt",
        state,
        "qxsj",
        cancelled);
    return no;
  }

  private void returned(
      Dice dice,
      LocalPatient patient,
      CodeEntry department,
      Staff.Member doctor,
      LocalDateTime registered) {
    LocalDateTime time = registered.minusDays(dice.between(1, 9));
    site.row(
        "mz_ghxx",
        "ghxh",
        String.format("GH%010d", site.next("mz_ghxx")),
        "brid",
        patient.no(),
        "jzxh",
        null,
        "yyxh",
        null,
        "ksdm",
        department.localCode(),
        "ysgh",
        doctor.no(),
        "ghlb",
        "1",
        "ghsj",
        time,
        "ghfy",
        Row.yuan(200),
        "ghzt",
        "1",
        "thsj",
        dice.after(time, 5, 90));
  }

  private void encounter(
      Dice dice,
      LocalPatient patient,
      Visit visit,
      String visitNo,
      String registration,
      String booking,
      CodeEntry department,
      Staff.Member doctor) {
    CodeEntry principal = site.diagnosis(visit.principal().icd10());
    Vitals vitals = visit.vitals();
    boolean seen = vitals != null;
    site.row(
        "mz_jzjl",
        "jzxh",
        visitNo,
        "ghxh",
        registration,
        "brid",
        patient.no(),
        "jzlb",
        visit.kind() == VisitKind.EMERGENCY ? "2" : visit.kind() == VisitKind.CHECKUP ? "3" : "1",
        "fzbz",
        visit.first() ? "1" : "2",
        "ksdm",
        department.localCode(),
        "ysgh",
        doctor.no(),
        "yyxh",
        booking,
        "jzsj",
        visit.start(),
        "jssj",
        visit.end(),
        "zs",
        Words.complaint(dice, visit),
        "xbs",
        Words.history(visit),
        "cbzddm",
        principal.localCode(),
        "cbzdmc",
        principal.localName(),
        "tw",
        seen ? Numbers.tenth(vitals.temperature()) : null,
        "mb",
        seen ? vitals.pulse() : null,
        "hx",
        seen ? vitals.respiration() : null,
        "ssy",
        seen ? vitals.systolic() : null,
        "szy",
        seen ? vitals.diastolic() : null,
        "sg",
        seen ? Numbers.tenth(vitals.height()) : null,
        "tz",
        seen ? Numbers.tenth(vitals.weight()) : null,
        "zzdh",
        visit.referralNo(),
        "jzzt",
        "2",
        "xgsj",
        visit.end());
  }

  private void diagnoses(
      LocalPatient patient,
      Visit visit,
      String visitNo,
      CodeEntry department,
      Staff.Member doctor) {
    for (int i = 0; i < visit.diagnoses().size(); i++) {
      Diagnosis diagnosis = visit.diagnoses().get(i);
      CodeEntry code = site.diagnosis(diagnosis.condition().icd10());
      site.row(
          "mz_zd",
          "zdxh",
          site.next("mz_zd"),
          "jzxh",
          visitNo,
          "brid",
          patient.no(),
          "zdlx",
          i == 0 ? "1" : "2",
          "jbdm",
          code.localCode(),
          "jbmc",
          code.localName(),
          "zdsj",
          visit.start().plusMinutes(3),
          "ksdm",
          department.localCode(),
          "ysgh",
          doctor.no(),
          "zfbz",
          0);
    }
  }

  private void prescriptions(
      Dice dice,
      LocalPatient patient,
      Visit visit,
      String visitNo,
      CodeEntry department,
      Staff.Member doctor) {
    for (boolean chinese : new boolean[] {false, true}) {
      var orders = visit.drugs().stream().filter(o -> o.drug().atc().isEmpty() == chinese).toList();
      if (!orders.isEmpty()) {
        String no = String.format("CF%010d", site.next("mz_cfzb"));
        LocalDateTime time = orders.get(0).start();
        boolean open = dice.chance(0.02);
        site.row(
            "mz_cfzb",
            "cfxh",
            no,
            "jzxh",
            visitNo,
            "brid",
            patient.no(),
            "cflx",
            chinese ? "2" : "1",
            "ksdm",
            department.localCode(),
            "ysgh",
            doctor.no(),
            "kfsj",
            time,
            "fysj",
            open ? null : dice.after(time, 8, 60),
            "cfje",
            Row.yuan(orders.stream().mapToLong(DrugOrder::amount).sum()),
            "cfzt",
            open ? "9" : "2");
        orders.forEach(o -> line(patient, visitNo, no, o, department, doctor, time, open));
      }
    }
  }

  private void line(
      LocalPatient patient,
      String visitNo,
      String no,
      DrugOrder order,
      CodeEntry department,
      Staff.Member doctor,
      LocalDateTime time,
      boolean open) {
    site.row(
        "mz_cfmx",
        "mxxh",
        site.next("mz_cfmx"),
        "cfxh",
        no,
        "jzxh",
        visitNo,
        "brid",
        patient.no(),
        "ypdm",
        order.drug().code(),
        "ypmc",
        order.drug().name(),
        "gg",
        order.drug().spec(),
        "dcjl",
        Numbers.plain(order.dose()),
        "jldw",
        order.drug().unit(),
        "yf",
        ROUTES.getOrDefault(order.drug().route(), "99"),
        "pc",
        order.frequency(),
        "ts",
        order.days(),
        "sl",
        order.packs(),
        "dw",
        order.drug().packUnit(),
        "dj",
        Row.yuan(order.drug().price()),
        "je",
        Row.yuan(order.amount()),
        "ksdm",
        department.localCode(),
        "ysgh",
        doctor.no(),
        "kfsj",
        time,
        "cfzt",
        open ? "9" : "2");
  }

  private void bill(
      Dice dice, LocalPatient patient, Visit visit, String visitNo, CodeEntry department) {
    String no = String.format("SF%010d", site.next("mz_sfzb"));
    LocalDateTime time = dice.after(visit.end(), 2, 30);
    site.row(
        "mz_sfzb",
        "sfxh",
        no,
        "jzxh",
        visitNo,
        "brid",
        patient.no(),
        "fph",
        String.format("FP%010d", site.next("fp")),
        "zje",
        Row.yuan(visit.total()),
        "ybje",
        Row.yuan(visit.insured()),
        "zfje",
        Row.yuan(visit.total() - visit.insured()),
        "zffs",
        visit.insured() > 0 ? "4" : String.valueOf(dice.between(1, 3)),
        "sfsj",
        time,
        "tfbz",
        0,
        "tfsj",
        null);
    for (Charge charge : visit.charges()) {
      site.row(
          "mz_sfmx",
          "mxxh",
          site.next("mz_sfmx"),
          "sfxh",
          no,
          "jzxh",
          visitNo,
          "brid",
          patient.no(),
          "xmdm",
          code(charge),
          "xmmc",
          name(charge),
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
          department.localCode(),
          "sfsj",
          time,
          "tfbz",
          0);
    }
  }

  String code(Charge charge) {
    return charge.medicine()
        ? charge.drug().code()
        : CityHospital.itemCode(site.itemNumber(charge));
  }

  static String name(Charge charge) {
    return charge.medicine() ? charge.drug().name() : charge.item().name();
  }

  static void exam(
      Site site, LocalPatient patient, String visitNo, CodeEntry department, Exam exam) {
    site.row(
        "jc_bgd",
        "jcxh",
        String.format("JC%010d", site.next("jc_bgd")),
        "jzxh",
        visitNo,
        "brid",
        patient.no(),
        "jclx",
        exam.modality().equals("PF") ? "US" : exam.modality(),
        "jcbw",
        null,
        "jcxmmc",
        exam.procedure().name(),
        "sqks",
        department.localCode(),
        "sqsj",
        exam.ordered(),
        "jcsj",
        exam.performed(),
        "bgsj",
        exam.reported(),
        "yxsj",
        exam.positive() ? "可见异常征象。" : "未见明显异常。",
        "jcjl",
        exam.positive() ? "异常，请结合临床。" : "未见异常。",
        "yyxbz",
        exam.positive() ? 1 : 0,
        "bgzt",
        "3");
  }
}
