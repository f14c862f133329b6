package org.yunhe.models.cohort;

import java.io.Serializable;
import java.util.Optional;

/**
 * What became of one person.
 *
 * @param member membership, or null
 * @param reason why there is none: not_entered, prior_observation, index_after_death, {@code
 *     inclusion:<rule>} or {@code exclusion:<rule>}; null for a member
 */
public record Evaluation(CohortMember member, String reason) implements Serializable {

  /** Returns the membership, if there is one. */
  public Optional<CohortMember> membership() {
    return Optional.ofNullable(member);
  }

  static Evaluation left(String reason) {
    return new Evaluation(null, reason);
  }
}
