package org.yunhe.models.quality;

import java.io.Serializable;
import java.util.List;

/**
 * A quality rule on the rows of one core table: a condition on the row itself, or a reference that
 * must lead somewhere.
 *
 * @param id identifier, such as {@code patient-id-checksum}
 * @param table table it is for, such as {@code core.patient}
 * @param nameEn short name in English
 * @param nameZh short name in Chinese
 * @param textEn what holds where it passes, in English
 * @param textZh the same in Chinese
 * @param axis axis of quality: conformance, completeness, consistency, plausibility, temporal,
 *     reference, uniqueness or timeliness
 * @param severity what a violation does to the record
 * @param expression condition in the row language, TRUE where the rule passes, NULL where it says
 *     nothing; null for a reference
 * @param columns columns it looks at, the one it blames first
 * @param reference column that {@code columns} must lead to, such as {@code
 *     core.patient.patient_id}, or null for a condition
 * @param file file and line of its declaration
 */
public record QualityRule(
    String id,
    String table,
    String nameEn,
    String nameZh,
    String textEn,
    String textZh,
    String axis,
    Severity severity,
    String expression,
    List<String> columns,
    String reference,
    String file)
    implements Serializable {

  /** Returns whether the row alone cannot answer it: engines answer it by a join or by state. */
  public boolean isReference() {
    return reference != null;
  }

  /** Returns whether a violation sends the record to quarantine. */
  public boolean isFatal() {
    return severity == Severity.FATAL;
  }

  /** Returns the column it blames. */
  public String column() {
    return columns.get(0);
  }

  /** Returns the code by which quarantine names it, such as {@code YQ-RULE-patient-id-checksum}. */
  public String reasonCode() {
    return "YQ-RULE-" + id;
  }

  /** Returns the table a reference leads to, such as {@code core.patient}. */
  public String referencedTable() {
    return reference.substring(0, reference.lastIndexOf('.'));
  }

  /** Returns the column a reference leads to, such as {@code patient_id}. */
  public String referencedColumn() {
    return reference.substring(reference.lastIndexOf('.') + 1);
  }
}
