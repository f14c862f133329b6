package org.yunhe.streaming.referral;

import java.time.Instant;
import java.util.Objects;
import org.yunhe.models.referral.Deadline;
import org.yunhe.models.referral.ReferralState;

/**
 * A level of a time limit that was not met.
 *
 * @param state state in which the clock ran
 * @param visit how often the state had been reached by then, from 1
 * @param limitCode limit of {@code referral/timers.yaml}
 * @param level escalation level, from 1
 * @param limit the limit, ISO 8601 duration
 * @param enteredAt when the state was reached, UTC
 * @param dueAt when the limit was over, UTC
 * @param metAt when the clock was stopped, UTC, or null while it runs
 * @param elapsedSeconds how long the clock had run when the breach was found, or until it stopped
 * @param actionZh what is to be done, in Chinese
 * @param actionEn what is to be done, in English
 */
public record Breach(
    ReferralState state,
    int visit,
    String limitCode,
    int level,
    String limit,
    Instant enteredAt,
    Instant dueAt,
    Instant metAt,
    long elapsedSeconds,
    String actionZh,
    String actionEn) {

  /** Returns the breach of a deadline, found at {@code now}. */
  static Breach of(Deadline deadline, Instant now) {
    return new Breach(
        deadline.limit().state(),
        deadline.visit(),
        deadline.limit().code(),
        deadline.level().number(),
        deadline.level().after().toString(),
        deadline.enteredAt(),
        deadline.dueAt(),
        deadline.metAt(),
        deadline.elapsed(now).toSeconds(),
        deadline.level().actionZh(),
        deadline.level().actionEn());
  }

  /** Returns whether both tell the same: how long an open clock had run does not count. */
  boolean tellsTheSame(Breach other) {
    return limit.equals(other.limit)
        && enteredAt.equals(other.enteredAt)
        && Objects.equals(metAt, other.metAt);
  }
}
