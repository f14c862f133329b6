package org.yunhe.models.cohort;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * A stage of an outcome that a member reached.
 *
 * @param outcome outcome, such as nephropathy
 * @param stage stage; {@code none} at index where no stage was reached by then
 * @param rank place of the stage, 0 for none
 * @param date first day from index on
 * @param prevalent whether it was reached before index already
 * @param evidence core rows it was reached by
 */
public record OutcomeEvent(
    String outcome,
    String stage,
    int rank,
    LocalDate date,
    boolean prevalent,
    List<String> evidence)
    implements Serializable {
  /** Stage of a member who has reached none. */
  public static final String NONE = "none";
}
