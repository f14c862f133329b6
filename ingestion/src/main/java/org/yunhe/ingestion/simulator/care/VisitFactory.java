package org.yunhe.ingestion.simulator.care;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yunhe.ingestion.simulator.codes.CodeBooks;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Organization;
import org.yunhe.ingestion.simulator.person.Resident;
import org.yunhe.ingestion.simulator.pool.LifeEncounter;
import org.yunhe.ingestion.simulator.pool.LifeEncounter.Measure;

/** Puts visits together: diagnoses, vital signs, tests, examinations, medicines, appointments. */
final class VisitFactory {

  private final Clinical clinical;
  private final LabOrders labOrders;
  private final Pharmacy pharmacy;
  private final Theatre theatre;
  private final Billing billing;
  private final LocalDateTime cutOff;

  VisitFactory(Clinical clinical, CodeBooks books, LocalDateTime cutOff) {
    this.clinical = clinical;
    this.labOrders = new LabOrders(clinical, books);
    this.pharmacy = new Pharmacy(clinical, books);
    this.theatre = new Theatre(clinical, books);
    this.billing = new Billing(clinical);
    this.cutOff = cutOff;
  }

  boolean hasLabs(LifeEncounter encounter) {
    return labOrders.any(encounter.observations());
  }

  /** A visit for some conditions with what an encounter of the life adds (may be null). */
  VisitDraft draft(
      Dice dice,
      VisitKind kind,
      Organization organization,
      LocalDateTime start,
      List<Condition> conditions,
      LifeEncounter encounter) {
    Condition principal = conditions.get(0);
    VisitDraft visit = new VisitDraft(kind, organization, department(kind, principal), start);
    visit.first = dice.chance(principal.chronic() ? 0.2 : 0.75);
    conditions.forEach(c -> visit.diagnoses.add(new Diagnosis(c, 1)));
    if (kind == VisitKind.INPATIENT) {
      stay(dice, visit, encounter);
    } else {
      clinic(dice, visit, encounter);
    }
    return visit;
  }

  /** The finished visit with its bill. */
  Visit finish(VisitDraft draft, Resident resident) {
    if (draft.end != null && draft.end.isAfter(cutOff)) {
      draft.end = null;
      draft.labs.replaceAll(order -> LabOrders.upTo(order, cutOff));
    }
    draft.labs.removeIf(order -> order.ordered().isAfter(cutOff));
    draft.exams.removeIf(exam -> exam.reported().isAfter(cutOff));
    draft.operations.removeIf(operation -> operation.end().isAfter(cutOff));
    return draft.build(billing.charges(draft, resident, cutOff));
  }

  private void clinic(Dice dice, VisitDraft visit, LifeEncounter encounter) {
    visit.end = dice.after(visit.start, 6, 25);
    List<Measure> observations = encounter == null ? List.of() : encounter.observations();
    vitals(dice, visit, observations);
    boolean urgent = visit.kind == VisitKind.EMERGENCY;
    if (visit.organization.tier() > 0) {
      visit.labs.addAll(
          labOrders.of(dice, visit.organization.system(), observations, visit.start, urgent));
    }
    procedures(dice, visit, encounter);
    List<String> medicines = encounter == null ? List.of() : encounter.medications();
    visit.drugs.addAll(pharmacy.prescribe(dice, visit, medicines, 0));
    booking(dice, visit);
  }

  private void stay(Dice dice, VisitDraft visit, LifeEncounter encounter) {
    boolean intensive = visit.principal().severity() == 4 && dice.chance(0.2);
    int days = theatre.operate(dice, visit, length(dice, visit, encounter), cutOff);
    visit.end =
        visit.start.plusDays(days).withHour(dice.between(9, 11)).withMinute(dice.between(0, 59));
    visit.stay =
        new Stay(
            visit.start.getHour() < 8 || visit.start.getHour() > 17 || dice.chance(0.3) ? 1 : 2,
            discharge(dice, visit),
            visit.principal().under("Z51") || dice.chance(0.03),
            intensive);
    List<Measure> observations = encounter == null ? List.of() : encounter.observations();
    vitals(dice, visit, observations);
    List<Measure> tests =
        hasMany(observations) ? observations : NormalLabs.admission(dice, visit.principal());
    List<LabOrder> orders =
        labOrders.of(dice, visit.organization.system(), tests, visit.start, dice.chance(0.3));
    visit.labs.addAll(orders);
    for (int day = 3; day < Math.min(days, 14); day += 4) {
      Duration later = Duration.ofDays(day).plusMinutes(dice.between(-90, 90));
      orders.stream().limit(2).forEach(o -> visit.labs.add(LabOrders.repeat(dice, o, later)));
    }
    procedures(dice, visit, encounter);
    List<String> medicines = encounter == null ? List.of() : encounter.medications();
    visit.drugs.addAll(pharmacy.prescribe(dice, visit, medicines, days));
    if (!visit.operations.isEmpty() && dice.chance(0.025)) {
      visit.diagnoses.add(new Diagnosis(clinical.named("J18.900", "03.01", 3), 4));
    }
  }

  private boolean hasMany(List<Measure> observations) {
    return observations.stream().filter(o -> clinical.labItem(o.code()) != null).count() > 5;
  }

  private static int length(Dice dice, VisitDraft visit, LifeEncounter encounter) {
    int usual = 3 + visit.principal().severity() * 2 + dice.between(-2, 3);
    if (encounter == null || !encounter.kind().equals("inpatient")) {
      return Math.max(2, usual);
    }
    long days = Duration.between(encounter.start(), encounter.stop()).toDays();
    return (int) Math.clamp(days, 2, 21);
  }

  private static int discharge(Dice dice, VisitDraft visit) {
    boolean hospital = visit.organization.tier() >= 2;
    return switch (dice.weighted(80, 2.5, hospital ? 9 : 0, 6, 0.5)) {
      case 0 -> 1;
      case 1 -> 2;
      case 2 -> 3;
      case 3 -> 4;
      default -> 9;
    };
  }

  private static void vitals(Dice dice, VisitDraft visit, List<Measure> observations) {
    Map<String, Double> seen = new HashMap<>();
    for (Measure measure : observations) {
      try {
        seen.put(measure.code(), Double.valueOf(measure.value()));
      } catch (NumberFormatException e) {
        seen.remove(measure.code());
      }
    }
    boolean measured = seen.containsKey("8480-6") || visit.inpatient() || dice.chance(0.6);
    if (measured) {
      visit.vitals =
          VitalSigns.of(
              dice,
              seen,
              visit.diagnoses.stream().anyMatch(d -> d.condition().under("I1")),
              visit.principal().under("R50") || visit.principal().under("J"));
    }
  }

  private void procedures(Dice dice, VisitDraft visit, LifeEncounter encounter) {
    if (encounter == null) {
      return;
    }
    Set<String> done = new LinkedHashSet<>();
    for (String code : encounter.procedures()) {
      Procedure procedure = clinical.procedure(code);
      if (procedure == null || !done.add(procedure.icd9())) {
        continue;
      }
      String modality = Imaging.modality(procedure);
      if (procedure.surgery() && visit.inpatient()) {
        theatre.add(dice, visit, procedure, cutOff);
      } else if (modality == null) {
        visit.treatments.add(procedure);
      } else if (visit.organization.tier() > 0) {
        visit.exams.add(Imaging.exam(dice, procedure, modality, visit.start));
      }
    }
  }

  private static void booking(Dice dice, VisitDraft visit) {
    double share = new double[] {0, 0.15, 0.45, 0.6}[visit.organization.tier()];
    if (visit.kind != VisitKind.EMERGENCY && dice.chance(share)) {
      LocalDateTime slot = visit.start.minusMinutes(dice.between(0, 45)).withSecond(0);
      visit.booking =
          new Booking(
              dice.weighted(8, 70, 10, 12) + 1, slot.minusHours(dice.between(3, 140)), slot);
    }
  }

  static List<Condition> distinct(List<Condition> conditions, int most) {
    return new ArrayList<>(new LinkedHashSet<>(conditions)).stream().limit(most).toList();
  }

  private static String department(VisitKind kind, Condition principal) {
    return switch (kind) {
      case EMERGENCY -> "20";
      case CHECKUP -> "01";
      case OUTPATIENT, INPATIENT -> principal.department();
    };
  }
}
