package org.yunhe.models.quality;

/**
 * What one rule says about one record.
 *
 * @param rule the rule
 * @param verdict whether it holds
 * @param value value of the column it blames where it is violated, as text, or null
 * @param reason what is wrong where it is violated, with the values it looked at, else null
 */
public record Judgement(QualityRule rule, Verdict verdict, String value, String reason) {

  /** Returns whether the rule is violated. */
  public boolean isViolated() {
    return verdict == Verdict.VIOLATED;
  }
}
