package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import java.util.List;
import org.yunhe.ingestion.simulator.person.Organization;

/**
 * One visit or stay, in no hospital's own words.
 *
 * @param department name of the department in {@code region/names/departments.csv}
 * @param end null while it is not over
 * @param referralNo the referral that it answers, or null
 */
public record Visit(
    VisitKind kind,
    Organization organization,
    String department,
    LocalDateTime start,
    LocalDateTime end,
    boolean first,
    List<Diagnosis> diagnoses,
    Vitals vitals,
    List<LabOrder> labs,
    List<DrugOrder> drugs,
    List<Exam> exams,
    List<Operation> operations,
    List<Charge> charges,
    Stay stay,
    Booking booking,
    String referralNo) {

  /** The principal diagnosis. */
  public Condition principal() {
    return diagnoses.get(0).condition();
  }

  /** Whether it is a stay on a ward. */
  public boolean inpatient() {
    return kind == VisitKind.INPATIENT;
  }

  /** Sum of the bill, fen. */
  public long total() {
    return charges.stream().mapToLong(Charge::amount).sum();
  }

  /** What the insurer pays of it, fen. */
  public long insured() {
    return charges.stream().mapToLong(Charge::insured).sum();
  }

  /** Sum of the charges of a category, fen. */
  public long total(ChargeItem.Category category) {
    return charges.stream()
        .filter(c -> c.item().category() == category)
        .mapToLong(Charge::amount)
        .sum();
  }
}
