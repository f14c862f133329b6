package org.yunhe.models.release;

import static org.yunhe.models.release.Method.CAP;
import static org.yunhe.models.release.Method.KEEP;
import static org.yunhe.models.release.Method.PSEUDONYM;
import static org.yunhe.models.release.Method.QUASI_IDENTIFIER;
import static org.yunhe.models.release.Method.RARE_CODE;
import static org.yunhe.models.release.Method.SHIFT;

import java.util.Map;

/**
 * The rows that a release may take columns from, and the one method that each column allows. What
 * is not listed here (names, numbers, institutions, texts) cannot be released by any file.
 */
public enum ReleaseRows {
  /** One row a member of the cohort. */
  MEMBER(
      Map.of(
          "person_id", PSEUDONYM,
          "sex", QUASI_IDENTIFIER,
          "birth_year", QUASI_IDENTIFIER,
          "region", QUASI_IDENTIFIER,
          "index_date", SHIFT,
          "exit_date", SHIFT,
          "exit_reason", KEEP,
          "incident", KEEP,
          "entry_path", KEEP)),
  /** One row an event of a member. */
  EVENT(
      Map.of(
          "person_id", PSEUDONYM,
          "event_date", SHIFT,
          "domain", KEEP,
          "code", RARE_CODE,
          "value", CAP,
          "unit", KEEP,
          "comparator", KEEP,
          "setting", KEEP,
          "org_tier", KEEP)),
  /** One row a stage that a member reached. */
  OUTCOME(
      Map.of(
          "person_id", PSEUDONYM,
          "outcome", KEEP,
          "stage", RARE_CODE,
          "stage_rank", KEEP,
          "prevalent", KEEP,
          "event_date", SHIFT));

  private final Map<String, Method> columns;

  ReleaseRows(Map<String, Method> columns) {
    this.columns = columns;
  }

  /** Returns the columns with the method each allows. */
  public Map<String, Method> columns() {
    return columns;
  }
}
