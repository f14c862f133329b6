package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.person.Resident;

/** The bill of a visit: every service and medicine by the price list; items add up to the total. */
final class Billing {

  private static final ChargeItem MEDICINE =
      new ChargeItem("DRUG", "药品", ChargeItem.Category.DRUG, "盒", 0);
  private static final Map<String, String> TREATMENTS =
      Map.of("39.95", "DIA", "93", "REH", "23", "DEN", "24", "DEN", "96.54", "DEN", "99.29", "INJ");

  private final Clinical clinical;

  Billing(Clinical clinical) {
    this.clinical = clinical;
  }

  List<Charge> charges(VisitDraft visit, Resident resident, LocalDateTime cutOff) {
    Bill bill = new Bill(share(visit, resident));
    if (visit.inpatient()) {
      ward(bill, visit, cutOff);
    } else {
      clinic(bill, visit);
    }
    visit.labs.forEach(lab -> bill.add(clinical.item(lab.panel().code()), 1, lab.ordered()));
    visit.exams.forEach(e -> bill.add(clinical.item(examItem(e.modality())), 1, e.performed()));
    visit.treatments.forEach(t -> bill.add(clinical.item(treatmentItem(t)), 1, visit.start));
    visit.operations.forEach(o -> operation(bill, o));
    visit.drugs.forEach(bill::add);
    return bill.charges;
  }

  private void clinic(Bill bill, VisitDraft visit) {
    int tier = visit.organization.tier();
    if (visit.kind == VisitKind.CHECKUP) {
      bill.add(clinical.item("PHY"), 1, visit.start);
    } else if (tier <= 1) {
      bill.add(clinical.item("GEN"), 1, visit.start);
    } else {
      bill.add(clinical.item("REG"), 1, visit.start);
      bill.add(
          clinical.item(visit.kind == VisitKind.EMERGENCY ? "CONE" : tier == 3 ? "CONX" : "CON"),
          1,
          visit.start);
    }
  }

  private void ward(Bill bill, VisitDraft visit, LocalDateTime cutOff) {
    LocalDateTime until = visit.end == null ? cutOff : visit.end;
    int days = (int) Math.max(1, ChronoUnit.DAYS.between(visit.start, until));
    boolean intensive = visit.stay.intensive();
    bill.add(clinical.item(intensive ? "ICU" : "BED"), days, until);
    bill.add(clinical.item(intensive ? "NUR1" : "NUR"), days, until);
    bill.add(clinical.item("CONI"), days, until);
    bill.add(clinical.item("INF"), Math.max(1, days - 1), until);
    bill.add(clinical.item("MAT"), Math.max(1, days / 2), until);
  }

  private void operation(Bill bill, Operation operation) {
    bill.add(clinical.item("OP" + operation.procedure().grade()), 1, operation.start());
    if (operation.anaesthesia() <= 2) {
      bill.add(clinical.item("ANE"), 1, operation.start());
    }
    if (operation.procedure().grade() >= 3) {
      bill.add(clinical.item("IMP"), 1, operation.start());
    }
  }

  private static String examItem(String modality) {
    return modality.equals("DR") ? "XR" : modality;
  }

  private static String treatmentItem(Procedure procedure) {
    if (procedure.surgery()) {
      return "OP" + Math.max(1, Math.min(2, procedure.grade()));
    }
    return TREATMENTS.entrySet().stream()
        .filter(e -> procedure.icd9().startsWith(e.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("TRT");
  }

  /** The insurer's share of a bill: higher near home and for employees. */
  private static double share(VisitDraft visit, Resident resident) {
    if (resident.insurance() == 3 || visit.kind == VisitKind.CHECKUP) {
      return 0;
    }
    double share = visit.inpatient() ? 0.62 : 0.42;
    return share + (3 - visit.organization.tier()) * 0.06 + (resident.insurance() == 1 ? 0.08 : 0);
  }

  /** A bill while it grows. */
  private static final class Bill {
    private final List<Charge> charges = new ArrayList<>();
    private final double share;

    Bill(double share) {
      this.share = share;
    }

    void add(ChargeItem item, int quantity, LocalDateTime time) {
      long amount = item.price() * quantity;
      charges.add(new Charge(item, null, quantity, amount, insured(amount), time));
    }

    void add(DrugOrder order) {
      long amount = order.amount();
      charges.add(
          new Charge(
              MEDICINE, order.drug(), order.packs(), amount, insured(amount), order.start()));
    }

    private long insured(long amount) {
      return Math.round(amount * share);
    }
  }
}
