package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import java.util.List;
import org.yunhe.ingestion.simulator.person.Organization;

/**
 * A teleconsultation with its history.
 *
 * @param grade 1 urgent, 2 ordinary, 3 several disciplines, 4 remote imaging, 5 remote ECG
 * @param steps states of the platform (10, 20, 30, 40, 50, 60, 70, 80, 91, 92) in order
 */
public record Teleconsult(
    String no, int grade, Visit origin, Organization expertOrg, List<Step> steps, int score) {

  /** A state and when it was reached. */
  public record Step(String state, LocalDateTime at) {}

  /** The present state. */
  public String state() {
    return steps.get(steps.size() - 1).state();
  }

  /** When a state was reached, or null. */
  public LocalDateTime at(String state) {
    return steps.stream()
        .filter(s -> s.state().equals(state))
        .map(Step::at)
        .findFirst()
        .orElse(null);
  }
}
