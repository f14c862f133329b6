package org.yunhe.ingestion.simulator.source;

import java.time.LocalDateTime;
import org.yunhe.ingestion.simulator.care.Charge;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.store.Row;

/** Bills of the county product ({@code bill_master}, {@code bill_items}). */
final class CountyBilling {

  private final Site site;

  CountyBilling(Site site) {
    this.site = site;
  }

  /** Writes the items and, when settled, the bill. */
  void bill(
      LocalPatient patient, Visit visit, String visitNo, String department, LocalDateTime settled) {
    String receipt = null;
    if (settled != null) {
      receipt = String.format("R%011d", site.next("bill_master"));
      site.row(
          "bill_master",
          "rcpt_no",
          receipt,
          "patient_id",
          patient.no(),
          "visit_no",
          visitNo,
          "total_costs",
          Row.yuan(visit.total()),
          "insurance_pay",
          Row.yuan(visit.insured()),
          "self_pay",
          Row.yuan(visit.total() - visit.insured()),
          "settle_time",
          settled,
          "settle_type",
          visit.inpatient() ? "I" : "O",
          "rcpt_status",
          "N");
    }
    for (Charge charge : visit.charges()) {
      item(patient, visitNo, receipt, department, charge);
    }
  }

  private void item(
      LocalPatient patient, String visitNo, String receipt, String department, Charge charge) {
    String category = site.category(charge);
    site.row(
        "bill_items",
        "item_id",
        site.next("bill_items"),
        "rcpt_no",
        receipt,
        "patient_id",
        patient.no(),
        "visit_no",
        visitNo,
        "item_class",
        category,
        "item_code",
        charge.medicine()
            ? charge.drug().code()
            : category + String.format("%04d", site.itemNumber(charge)),
        "item_name",
        charge.medicine() ? charge.drug().name() : charge.item().name(),
        "amount",
        charge.quantity(),
        "units",
        charge.medicine() ? charge.drug().packUnit() : charge.item().unit(),
        "price",
        Row.yuan(charge.amount() / charge.quantity()),
        "costs",
        Row.yuan(charge.amount()),
        "insurance_pay",
        Row.yuan(charge.insured()),
        "performed_by",
        department,
        "billing_time",
        charge.time(),
        "item_status",
        "N");
  }
}
