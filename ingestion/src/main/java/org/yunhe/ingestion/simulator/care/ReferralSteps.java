package org.yunhe.ingestion.simulator.care;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.yunhe.ingestion.simulator.care.Referral.State;
import org.yunhe.ingestion.simulator.care.Referral.Step;
import org.yunhe.ingestion.simulator.person.Dice;

/** The history of a referral: legal states, mostly within the timers, some overdue. */
final class ReferralSteps {

  private static final double OVERDUE = 0.12;

  private final Dice dice;
  private final boolean down;
  private final boolean urgent;
  private final List<Step> steps = new ArrayList<>();
  private LocalDateTime now;

  ReferralSteps(Dice dice, boolean down, boolean urgent, LocalDateTime created) {
    this.dice = dice;
    this.down = down;
    this.urgent = urgent;
    this.now = created;
    steps.add(new Step(State.DRAFT, created));
    reach(State.SUBMITTED, dice.between(1, 12));
  }

  /** Up to the arrangement; the receiver's timers are hours upwards and a day downwards. */
  ReferralSteps arranged() {
    int usual = urgent ? 12 : down ? 900 : 100;
    reach(
        State.RECEIVED, dice.chance(OVERDUE) ? usual * dice.between(2, 5) : dice.between(3, usual));
    reach(State.ACCEPTED, dice.between(5, urgent ? 20 : 300));
    reach(State.SCHEDULED, dice.chance(OVERDUE) ? dice.between(150, 500) : dice.between(5, 110));
    return this;
  }

  /** The patient came: everything before is pressed into the time that there was. */
  ReferralSteps answered(Dice dice, LocalDateTime arrival, LocalDateTime done) {
    squeeze(arrival);
    now = arrival;
    steps.add(new Step(State.ARRIVED, arrival));
    reach(State.IN_TREATMENT, dice.between(2, 25));
    if (done != null) {
      now = done.isAfter(now) ? done : now.plusMinutes(5);
      steps.add(new Step(State.COMPLETED, now));
      if (dice.chance(0.8)) {
        reach(State.FOLLOWED_UP, dice.between(20, dice.chance(OVERDUE) ? 20_000 : 10_000));
      }
    }
    return this;
  }

  /** The referral led to nothing. */
  ReferralSteps closed(State end) {
    switch (end) {
      case REJECTED -> reach(State.RECEIVED, dice.between(5, 200));
      case NO_SHOW -> arranged();
      default -> now = now.plusMinutes(dice.between(5, 60));
    }
    reach(end, end == State.NO_SHOW || end == State.EXPIRED ? 7 * 24 * 60 : dice.between(5, 300));
    return this;
  }

  /** The states reached at the cut-off. */
  List<Step> until(LocalDateTime cutOff) {
    return steps.stream().filter(s -> !s.at().isAfter(cutOff)).toList();
  }

  private void squeeze(LocalDateTime arrival) {
    LocalDateTime first = steps.get(0).at();
    long available = Duration.between(first, arrival).toSeconds();
    long used = Duration.between(first, now).toSeconds();
    if (used >= available) {
      double scale = available * 0.9 / used;
      steps.replaceAll(
          s ->
              new Step(
                  s.state(),
                  first.plusSeconds(
                      Math.round(Duration.between(first, s.at()).toSeconds() * scale))));
    }
  }

  private void reach(State state, int minutes) {
    now = now.plusMinutes(Math.max(1, minutes)).plusSeconds(dice.between(0, 59));
    steps.add(new Step(state, now));
  }
}
