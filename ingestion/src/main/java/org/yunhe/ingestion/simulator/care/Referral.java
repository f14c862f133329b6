package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import java.util.List;
import org.yunhe.ingestion.simulator.person.Organization;

/**
 * A referral with its history.
 *
 * @param origin the visit that it was written at
 * @param answer the visit that it led to, or null
 * @param reason 01 critical, 02 unclear, 03 not treatable here, 04 rehabilitation, 05 chronic care
 * @param steps states in order; never empty
 */
public record Referral(
    String no,
    boolean down,
    boolean urgent,
    String basedOn,
    Organization from,
    Organization to,
    Visit origin,
    Visit answer,
    String reason,
    List<Step> steps,
    String closeReason) {

  /** States as the platform numbers them. */
  public enum State {
    DRAFT("10"),
    SUBMITTED("20"),
    RECEIVED("30"),
    ACCEPTED("40"),
    SCHEDULED("50"),
    ARRIVED("60"),
    IN_TREATMENT("70"),
    COMPLETED("80"),
    FOLLOWED_UP("85"),
    REJECTED("91"),
    CANCELLED("92"),
    NO_SHOW("93"),
    EXPIRED("94");

    private final String code;

    State(String code) {
      this.code = code;
    }

    /** The platform's number of the state. */
    public String code() {
      return code;
    }
  }

  /** A state and when it was reached. */
  public record Step(State state, LocalDateTime at) {}

  /** The present state. */
  public State state() {
    return steps.get(steps.size() - 1).state();
  }

  /** When a state was reached, or null. */
  public LocalDateTime at(State state) {
    return steps.stream().filter(s -> s.state() == state).map(Step::at).findFirst().orElse(null);
  }
}
