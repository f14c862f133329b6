package org.yunhe.models.referral;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One escalation level that runs, or ran, for one referral.
 *
 * @param limit the time limit
 * @param level the level of it
 * @param visit how often the state had been reached by then, from 1
 * @param enteredAt when the state was reached, UTC
 * @param dueAt when the level is due, UTC
 * @param metAt when the clock was stopped, UTC, or null while it runs
 */
public record Deadline(
    TimeLimit limit,
    TimeLimit.Level level,
    int visit,
    Instant enteredAt,
    Instant dueAt,
    Instant metAt) {

  /** Returns every level that ever ran for a referral, in the order of its history. */
  public static List<Deadline> of(TimeLimits limits, ReferralImage image, ReferralHistory history) {
    List<Deadline> deadlines = new ArrayList<>();
    List<Transition> steps = history.steps();
    for (int i = 0; i < steps.size(); i++) {
      Transition step = steps.get(i);
      Instant left = i + 1 < steps.size() ? steps.get(i + 1).at() : null;
      for (TimeLimit limit : limits.of(image.direction(), image.urgency(), step.to())) {
        Instant met = limit.feedback() ? image.feedbackAt() : left;
        for (TimeLimit.Level level : limit.levels()) {
          deadlines.add(
              new Deadline(
                  limit, level, step.visit(), step.at(), step.at().plus(level.after()), met));
        }
      }
    }
    return List.copyOf(deadlines);
  }

  /** Returns whether it is known at {@code now} that the level was not met. */
  public boolean breached(Instant now) {
    return metAt == null ? now.isAfter(dueAt) : metAt.isAfter(dueAt);
  }

  /** Returns whether it still runs at {@code now}: neither stopped nor over. */
  public boolean running(Instant now) {
    return metAt == null && !now.isAfter(dueAt);
  }

  /** Returns how long the clock ran: until it was stopped, else until {@code now}. */
  public Duration elapsed(Instant now) {
    return Duration.between(enteredAt, metAt == null ? now : metAt);
  }
}
