package org.yunhe.models.cohort;

import java.io.Serializable;

/**
 * When a member leaves: at death, at the end of observation, or, where {@code rule} says so, a
 * fixed number of days after index, whichever is first.
 *
 * @param rule what ends membership beside death
 * @param days days after index, with {@link Rule#FIXED_DAYS}
 */
public record Exit(Rule rule, int days) implements Serializable {

  /** What ends membership beside death. */
  public enum Rule {
    /** The end of observation. */
    OBSERVATION_END,
    /** A fixed number of days after index, or the end of observation before it. */
    FIXED_DAYS
  }
}
