package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import java.util.List;
import org.yunhe.ingestion.simulator.codes.CodeBooks;
import org.yunhe.ingestion.simulator.person.Dice;

/** Operations of a stay, where the hospital does them. */
final class Theatre {

  private final Clinical clinical;
  private final CodeBooks books;

  Theatre(Clinical clinical, CodeBooks books) {
    this.clinical = clinical;
    this.books = books;
  }

  /** Plans the operation that the principal diagnosis leads to; gives the days of the stay. */
  int operate(Dice dice, VisitDraft visit, int usualDays, LocalDateTime cutOff) {
    List<OperationRule> rules = clinical.operations(visit.principal());
    for (OperationRule rule : rules) {
      if (offered(visit, rule.procedure()) && dice.chance(rule.probability())) {
        int days = Math.max(1, rule.days() + dice.between(-1, 3));
        boolean day = rule.elective() && rule.days() <= 2 && dice.chance(0.5);
        add(dice, visit, rule.procedure(), rule.elective(), day);
        return day ? 1 : days;
      }
    }
    return usualDays;
  }

  void add(Dice dice, VisitDraft visit, Procedure procedure, LocalDateTime cutOff) {
    boolean again =
        visit.operations.stream().anyMatch(o -> o.procedure().icd9().equals(procedure.icd9()));
    if (!again && offered(visit, procedure)) {
      add(dice, visit, procedure, true, false);
    } else if (!again) {
      clinical.count("operation", "not-done-there");
    }
  }

  private boolean offered(VisitDraft visit, Procedure procedure) {
    return books.of(visit.organization.system()).offers("operation", procedure.icd9());
  }

  private static void add(
      Dice dice, VisitDraft visit, Procedure procedure, boolean elective, boolean day) {
    LocalDateTime start =
        day
            ? dice.after(visit.start, 60, 180)
            : visit
                .start
                .plusDays(dice.between(elective ? 1 : 0, 2))
                .plusMinutes(dice.between(90, 360));
    visit.operations.add(
        new Operation(
            procedure,
            elective,
            day,
            dice.chance(0.008),
            start,
            dice.after(start, 25 + 20 * procedure.grade(), 60 + 60 * procedure.grade()),
            healing(dice, procedure),
            procedure.grade() >= 3 ? dice.weighted(70, 30) + 1 : dice.weighted(15, 40, 40, 5) + 1));
  }

  private static String healing(Dice dice, Procedure procedure) {
    return procedure.incision().isEmpty()
        ? null
        : List.of("甲", "乙", "丙").get(dice.weighted(96, 3, 1));
  }
}
