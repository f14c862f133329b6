package org.yunhe.models.referral;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The states of a two-way referral, in the order in which a successful one reaches them. */
public enum ReferralState {
  /** Being written. */
  DRAFT("draft"),
  /** Sent to the receiving institution. */
  SUBMITTED("requested"),
  /** Claimed by the receiving institution. */
  RECEIVED("received"),
  /** The receiving institution will take the patient. */
  ACCEPTED("accepted"),
  /** Doctor, bed or slot are arranged. */
  SCHEDULED("accepted"),
  /** The patient came. */
  ARRIVED("in-progress"),
  /** The patient is treated. */
  IN_TREATMENT("in-progress"),
  /** The treatment is over. */
  COMPLETED("completed"),
  /** The sending side has seen the patient again: the loop is closed. */
  FOLLOWED_UP("completed"),
  /** Refused by the receiving institution. */
  REJECTED("rejected"),
  /** Withdrawn by the sending side. */
  CANCELLED("cancelled"),
  /** Arranged, but the patient did not come. */
  NO_SHOW("failed"),
  /** Nobody took it in time. */
  EXPIRED("failed");

  private static final Map<ReferralState, Set<ReferralState>> NEXT =
      Map.of(
          DRAFT, Set.of(SUBMITTED, CANCELLED),
          SUBMITTED, Set.of(RECEIVED, REJECTED, CANCELLED, EXPIRED),
          RECEIVED, Set.of(ACCEPTED, REJECTED, SUBMITTED),
          ACCEPTED, Set.of(SCHEDULED),
          SCHEDULED, Set.of(ARRIVED, NO_SHOW, CANCELLED),
          ARRIVED, Set.of(IN_TREATMENT),
          IN_TREATMENT, Set.of(COMPLETED),
          COMPLETED, Set.of(FOLLOWED_UP));

  private final String taskStatus;

  ReferralState(String taskStatus) {
    this.taskStatus = taskStatus;
  }

  /** Returns the state of that name, if it is one; case does not matter. */
  public static Optional<ReferralState> find(String name) {
    for (ReferralState state : values()) {
      if (name != null && state.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /** Returns {@code Task.status} of FHIR R4 for the state. */
  public String taskStatus() {
    return taskStatus;
  }

  /** Returns whether the state ends a referral without the patient having been treated. */
  public boolean failed() {
    return ordinal() > FOLLOWED_UP.ordinal();
  }

  /** Returns whether no state can follow. */
  public boolean terminal() {
    return !NEXT.containsKey(this);
  }

  /** Returns whether {@code next} may follow this state. */
  public boolean allows(ReferralState next) {
    return NEXT.getOrDefault(this, Set.of()).contains(next);
  }
}
