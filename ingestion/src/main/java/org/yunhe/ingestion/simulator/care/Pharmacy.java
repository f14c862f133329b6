package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.codes.CodeBooks;
import org.yunhe.ingestion.simulator.codes.LocalCodes;
import org.yunhe.ingestion.simulator.codes.StockedDrug;
import org.yunhe.ingestion.simulator.person.Dice;

/** Prescribes what a life's encounter and the usual therapy ask for, where the hospital has it. */
final class Pharmacy {

  private static final int MOST = 5;

  private final Clinical clinical;
  private final CodeBooks books;

  Pharmacy(Clinical clinical, CodeBooks books) {
    this.clinical = clinical;
    this.books = books;
  }

  List<DrugOrder> prescribe(Dice dice, VisitDraft visit, List<String> rxnorm, int stayDays) {
    Map<String, Drug> wanted = new LinkedHashMap<>();
    for (String code : rxnorm) {
      Drug drug = clinical.medication(code);
      if (drug != null) {
        wanted.putIfAbsent(drug.key(), drug);
      }
    }
    for (Diagnosis diagnosis : visit.diagnoses) {
      for (Therapy therapy : clinical.therapies(diagnosis.condition(), visit.inpatient())) {
        if (dice.chance(therapy.probability())) {
          wanted.putIfAbsent(therapy.drug().key(), therapy.drug());
        }
      }
    }
    if (!visit.operations.isEmpty() && dice.chance(0.55)) {
      Drug prophylaxis = clinical.drug("CFZ");
      wanted.putIfAbsent(prophylaxis.key(), prophylaxis);
    }
    return orders(dice, visit, wanted.values(), stayDays);
  }

  private List<DrugOrder> orders(Dice dice, VisitDraft visit, Iterable<Drug> wanted, int stayDays) {
    LocalCodes stock = books.of(visit.organization.system());
    List<DrugOrder> orders = new ArrayList<>();
    for (Drug drug : wanted) {
      StockedDrug stocked = stock.stocked(drug.atc(), drug.name(), drug.route());
      if (stocked == null) {
        clinical.count("medicine", "not-stocked-there");
      } else if (orders.size() < (visit.inpatient() ? MOST + 3 : MOST)) {
        orders.add(order(dice, visit, drug, stocked, stayDays));
      }
    }
    return orders;
  }

  private static DrugOrder order(
      Dice dice, VisitDraft visit, Drug drug, StockedDrug stocked, int stayDays) {
    LocalDateTime start = dice.after(visit.start, 10, 40);
    if (!visit.inpatient()) {
      return DrugOrder.of(drug, stocked, drug.days(), start, null);
    }
    int days = Math.max(1, Math.min(stayDays, drug.days() > 7 ? stayDays : drug.days()));
    LocalDateTime stop = start.plusDays(days);
    return DrugOrder.of(
        drug,
        stocked,
        days,
        start,
        visit.end != null && stop.isAfter(visit.end) ? visit.end : stop);
  }
}
