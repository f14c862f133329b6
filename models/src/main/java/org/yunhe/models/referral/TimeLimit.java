package org.yunhe.models.referral;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * A time limit of one state.
 *
 * @param code name of the limit, such as {@code up-claim}
 * @param direction up or down, or null for both
 * @param urgency ordinary or emergency, or null for both
 * @param state state whose beginning starts the clock
 * @param feedback whether the feedback to the sender stops the clock, instead of the next state
 * @param levels escalation levels in their order, each later than the one before
 */
public record TimeLimit(
    String code,
    String direction,
    String urgency,
    ReferralState state,
    boolean feedback,
    List<Level> levels)
    implements Serializable {

  /**
   * One escalation level.
   *
   * @param number from 1
   * @param after time from the beginning of the state
   * @param actionEn what is to be done, in English
   * @param actionZh what is to be done, in Chinese
   * @param origin where the figure comes from
   */
  public record Level(int number, Duration after, String actionEn, String actionZh, String origin)
      implements Serializable {}

  /** Returns whether the limit binds such referrals. */
  public boolean binds(String ofDirection, String ofUrgency) {
    return (direction == null || direction.equals(ofDirection))
        && (urgency == null || urgency.equals(ofUrgency));
  }
}
