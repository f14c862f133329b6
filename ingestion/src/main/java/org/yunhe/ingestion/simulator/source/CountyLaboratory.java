package org.yunhe.ingestion.simulator.source;

import java.time.LocalDateTime;
import org.yunhe.ingestion.simulator.care.LabOrder;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.models.code.CodeEntry;

/** Laboratory tables of the county product ({@code lab_test_master}, {@code lab_result}). */
final class CountyLaboratory {

  private final Site site;

  CountyLaboratory(Site site) {
    this.site = site;
  }

  void record(Dice dice, LocalPatient patient, Visit visit, VisitRef ref) {
    CodeEntry department = site.department(visit.department());
    for (LabOrder order : visit.labs()) {
      String no = String.format("T%011d", site.next("lab_test_master"));
      String state =
          order.reported() != null
              ? "4"
              : order.received() != null ? "3" : order.collected() != null ? "2" : "1";
      site.row(
          "lab_test_master",
          "test_no",
          no,
          "patient_id",
          patient.no(),
          "visit_no",
          ref.visitNo(),
          "test_cause",
          order.panel().name(),
          "specimen",
          order.panel().specimenName(),
          "ordering_dept",
          department.localCode(),
          "doctor",
          site.doctor(dice, department).no(),
          "requested_time",
          order.ordered(),
          "sample_time",
          order.collected(),
          "received_time",
          order.received(),
          "result_time",
          order.reported(),
          "priority",
          order.urgent() ? 1 : 0,
          "result_status",
          state);
      int item = 0;
      for (LabOrder.Result result : order.results()) {
        result(dice, patient, ref, department, order, no, ++item, result);
      }
    }
  }

  private void result(
      Dice dice,
      LocalPatient patient,
      VisitRef ref,
      CodeEntry department,
      LabOrder order,
      String no,
      int item,
      LabOrder.Result result) {
    boolean critical = result.critical();
    LocalDateTime notified =
        critical ? dice.after(order.reported(), 1, dice.chance(0.1) ? 70 : 13) : null;
    LocalDateTime received = critical ? dice.after(notified, 0, 6) : null;
    boolean handled = critical && dice.chance(0.96);
    String flag = result.flag().equals("P") ? "H" : result.flag().substring(0, 1);
    site.row(
        "lab_result",
        "test_no",
        no,
        "item_no",
        item,
        "patient_id",
        patient.no(),
        "visit_no",
        ref.visitNo(),
        "report_item_code",
        result.item().code(),
        "report_item_name",
        result.item().name(),
        "result",
        result.value(),
        "units",
        result.item().unit(),
        "print_context",
        result.item().range(),
        "abnormal_indicator",
        flag,
        "critical_flag",
        critical ? 1 : 0,
        "critical_notify_time",
        notified,
        "critical_receive_time",
        received,
        "critical_handle_time",
        handled ? dice.after(received, 4, 200) : null,
        "ordering_dept",
        department.localCode(),
        "sample_time",
        order.collected(),
        "received_time",
        order.received(),
        "result_time",
        order.reported(),
        "result_status",
        "4");
  }
}
