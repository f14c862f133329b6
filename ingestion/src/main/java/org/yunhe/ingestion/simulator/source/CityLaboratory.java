package org.yunhe.ingestion.simulator.source;

import java.time.LocalDateTime;
import org.yunhe.ingestion.simulator.care.LabOrder;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.codes.LocalLabItem;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.code.CodeEntry;

/** The LIS of the city hospital, which refers to patients and visits by the HIS's numbers. */
final class CityLaboratory {

  private static final String LIS = "lis_city";

  private final Site site;

  CityLaboratory(Site site) {
    this.site = site;
  }

  private void row(String table, Object... pairs) {
    site.sink().add(LIS, Row.of(table, pairs));
  }

  private long next(String kind) {
    return site.ids().next(LIS, kind);
  }

  void dictionary() {
    for (CodeEntry entry : site.codes().own("lab-item")) {
      LocalLabItem item = LocalLabItem.of(entry);
      row(
          "lis_item_dict",
          "item_code",
          item.code(),
          "item_name",
          item.name(),
          "item_ename",
          entry
              .attribute("display_en")
              .substring(0, Math.min(30, entry.attribute("display_en").length())),
          "spec_type",
          item.specimen(),
          "unit",
          item.unit(),
          "ref_low",
          item.low(),
          "ref_high",
          item.high(),
          "panic_low",
          item.panicLow(),
          "panic_high",
          item.panicHigh(),
          "in_use",
          1);
    }
  }

  void record(Dice dice, LocalPatient patient, Visit visit, VisitRef ref) {
    for (LabOrder order : visit.labs()) {
      request(dice, patient, visit, ref, order);
    }
  }

  private static String visitType(Visit visit) {
    return switch (visit.kind()) {
      case OUTPATIENT -> "1";
      case EMERGENCY -> "2";
      case INPATIENT -> "3";
      case CHECKUP -> "4";
    };
  }

  private void request(Dice dice, LocalPatient patient, Visit visit, VisitRef ref, LabOrder order) {
    String no = String.format("SQ%010d", next("lis_request"));
    CodeEntry department = site.department(visit.department());
    Staff.Member doctor = site.doctor(dice, department);
    String state =
        order.reported() != null
            ? "4"
            : order.received() != null ? "3" : order.collected() != null ? "2" : "1";
    row(
        "lis_request",
        "req_no",
        no,
        "pat_no",
        patient.no(),
        "visit_type",
        visitType(visit),
        "visit_no",
        ref.visitNo(),
        "pat_name",
        patient.name(),
        "pat_sex",
        patient.resident().male() ? "1" : "2",
        "group_code",
        order.panel().code(),
        "group_name",
        order.panel().name(),
        "req_dept",
        department.localCode(),
        "req_doctor",
        doctor.no(),
        "req_time",
        order.ordered(),
        "urgent_flag",
        order.urgent() ? 1 : 0,
        "req_status",
        state,
        "cancel_time",
        null);
    if (order.collected() != null) {
      String barcode = String.format("%012d", 200_000_000_000L + next("lis_specimen"));
      Staff.Member technician = site.nurse(dice, site.department("30"));
      row(
          "lis_specimen",
          "barcode",
          barcode,
          "req_no",
          no,
          "pat_no",
          patient.no(),
          "visit_no",
          ref.visitNo(),
          "spec_type",
          order.panel().specimenName(),
          "collect_time",
          order.collected(),
          "collector",
          site.nurse(dice, department).no(),
          "receive_time",
          order.received(),
          "receiver",
          order.received() == null ? null : technician.no(),
          "reject_flag",
          0,
          "reject_reason",
          null);
      if (order.reported() != null) {
        report(dice, patient, visit, ref, order, no, barcode, department, technician);
      }
    }
  }

  private void report(
      Dice dice,
      LocalPatient patient,
      Visit visit,
      VisitRef ref,
      LabOrder order,
      String request,
      String barcode,
      CodeEntry department,
      Staff.Member technician) {
    String no = String.format("BG%010d", next("lis_report"));
    row(
        "lis_report",
        "report_no",
        no,
        "barcode",
        barcode,
        "req_no",
        request,
        "pat_no",
        patient.no(),
        "visit_no",
        ref.visitNo(),
        "group_name",
        order.panel().name(),
        "instrument",
        "AU5800",
        "tester",
        technician.no(),
        "auditor",
        technician.no(),
        "test_time",
        order.received().plusMinutes(10),
        "report_time",
        order.reported(),
        "report_status",
        "2",
        "remark",
        null);
    for (LabOrder.Result result : order.results()) {
      LocalLabItem item = result.item();
      long id = next("lis_result");
      row(
          "lis_result",
          "result_id",
          id,
          "report_no",
          no,
          "barcode",
          barcode,
          "req_no",
          request,
          "pat_no",
          patient.no(),
          "visit_type",
          visitType(visit),
          "visit_no",
          ref.visitNo(),
          "item_code",
          item.code(),
          "item_name",
          item.name(),
          "result_value",
          result.value(),
          "unit",
          item.unit(),
          "ref_low",
          item.low(),
          "ref_high",
          item.high(),
          "abn_flag",
          result.flag(),
          "req_dept",
          department.localCode(),
          "collect_time",
          order.collected(),
          "receive_time",
          order.received(),
          "report_time",
          order.reported(),
          "result_status",
          "2");
      if (result.critical()) {
        critical(dice, patient, ref, order, result, id, no, department, technician);
      }
    }
  }

  private void critical(
      Dice dice,
      LocalPatient patient,
      VisitRef ref,
      LabOrder order,
      LabOrder.Result result,
      long resultId,
      String report,
      CodeEntry department,
      Staff.Member technician) {
    LocalDateTime found = order.reported().minusMinutes(2);
    LocalDateTime notified =
        dice.chance(0.08) ? dice.after(found, 16, 90) : dice.after(found, 1, 13);
    LocalDateTime received = dice.after(notified, 0, 6);
    boolean handled = dice.chance(0.97);
    row(
        "lis_critical",
        "crit_id",
        next("lis_critical"),
        "result_id",
        resultId,
        "report_no",
        report,
        "pat_no",
        patient.no(),
        "visit_no",
        ref.visitNo(),
        "item_code",
        result.item().code(),
        "item_name",
        result.item().name(),
        "result_value",
        result.value(),
        "unit",
        result.item().unit(),
        "find_time",
        found,
        "notify_time",
        notified,
        "notifier",
        technician.no(),
        "notify_dept",
        department.localCode(),
        "receive_time",
        received,
        "receiver",
        site.nurse(dice, department).no(),
        "handle_time",
        handled ? dice.after(received, 4, 200) : null,
        "handle_desc",
        handled ? "已通知医生并处理" : null,
        "crit_status",
        handled ? "4" : "3");
  }
}
