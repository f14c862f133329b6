package org.yunhe.models.referral;

import java.time.Instant;

/**
 * One step of a referral from state to state.
 *
 * @param from the state before, or null for the first
 * @param to the state reached
 * @param visit how often the state has been reached by then, from 1
 * @param at when, UTC; where nobody tells, the time of the state before
 * @param fault what is wrong with the step, or null
 */
public record Transition(ReferralState from, ReferralState to, int visit, Instant at, Fault fault) {

  /** Why a step cannot be right. */
  public enum Fault {
    /** The states do not follow each other. */
    NOT_ALLOWED,
    /** It lies before the step before. */
    TIME_BACKWARDS,
    /** The row names the state and not its time. */
    TIME_UNKNOWN
  }

  /** Returns whether the state machine allows the step and its time. */
  public boolean legal() {
    return fault == null;
  }
}
