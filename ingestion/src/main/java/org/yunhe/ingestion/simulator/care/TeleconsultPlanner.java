package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.yunhe.ingestion.simulator.care.Teleconsult.Step;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.person.Region;
import org.yunhe.ingestion.simulator.person.Resident;

/** Asks for teleconsultations at graver visits below the city hospital. */
final class TeleconsultPlanner {

  /** Share of visits by severity 1 to 4. */
  private static final double[] SHARE = {0.002, 0.012, 0.05, 0.09};

  private final Region region;
  private final Supplier<String> numbers;
  private final LocalDateTime cutOff;

  TeleconsultPlanner(Region region, Supplier<String> numbers, LocalDateTime cutOff) {
    this.region = region;
    this.numbers = numbers;
    this.cutOff = cutOff;
  }

  List<Teleconsult> plan(Dice dice, Resident resident, List<Visit> visits) {
    List<Teleconsult> consults = new ArrayList<>();
    for (Visit visit : visits) {
      boolean below = visit.organization().tier() < 3 && visit.kind() != VisitKind.CHECKUP;
      if (below && dice.chance(SHARE[visit.principal().severity() - 1])) {
        consults.add(consult(dice, resident, visit));
      }
    }
    return consults;
  }

  private Teleconsult consult(Dice dice, Resident resident, Visit visit) {
    int grade = dice.weighted(15, 50, 10, 15, 10) + 1;
    List<Step> steps =
        steps(dice, grade, dice.after(visit.start(), 5, 60)).stream()
            .filter(s -> !s.at().isAfter(cutOff))
            .toList();
    if (steps.isEmpty()) {
      steps = List.of(new Step("10", cutOff.minusMinutes(1)));
    }
    boolean toCity = visit.organization().tier() == 2 || dice.chance(0.35);
    return new Teleconsult(
        numbers.get(),
        grade,
        visit,
        toCity ? region.city() : region.hospital(resident),
        steps,
        dice.weighted(1, 2, 8, 35, 54) + 1);
  }

  private static List<Step> steps(Dice dice, int grade, LocalDateTime created) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("10", created));
    LocalDateTime applied = add(dice, steps, "20", created, 1, 10);
    double fate = dice.uniform(0, 1);
    if (fate < 0.04) {
      add(dice, steps, "91", applied, 20, 400);
    } else if (fate < 0.07) {
      add(dice, steps, "92", applied, 10, 200);
    } else {
      boolean late = dice.chance(0.1);
      boolean quick = grade == 1 || grade == 5;
      int accept = quick ? 10 : 230;
      LocalDateTime time =
          add(dice, steps, "30", applied, late ? accept : 1, late ? accept * 4 : accept);
      time = add(dice, steps, "40", time, 1, quick ? 8 : 120);
      time = add(dice, steps, "50", time, quick ? 2 : 60, quick ? 18 : grade == 3 ? 3000 : 700);
      time = add(dice, steps, "60", time, 10, quick ? 50 : 240);
      if (dice.chance(0.85)) {
        time = add(dice, steps, "70", time, 60, 2880);
      }
      add(dice, steps, "80", time, 600, 8000);
    }
    return steps;
  }

  private static LocalDateTime add(
      Dice dice, List<Step> steps, String state, LocalDateTime from, int low, int high) {
    LocalDateTime time = dice.after(from, low, high);
    steps.add(new Step(state, time));
    return time;
  }
}
