package org.yunhe.streaming.quality;

import java.util.Locale;
import org.yunhe.models.quality.QualityRule;

/**
 * What violations and counts carry of a rule.
 *
 * @param id identifier
 * @param severity fatal, warn or flag
 * @param axis axis of quality
 * @param target core table
 */
public record RuleKey(String id, String severity, String axis, String target) {

  static RuleKey of(QualityRule rule) {
    return new RuleKey(
        rule.id(), rule.severity().name().toLowerCase(Locale.ROOT), rule.axis(), rule.table());
  }

  /** The rule that a value fits the contract, by its reason code. */
  static RuleKey ofContract(String reasonCode, String target) {
    String axis = reasonCode.equals("YQ-REQUIRED") ? "completeness" : "conformance";
    return new RuleKey(reasonCode, "fatal", axis, target);
  }
}
