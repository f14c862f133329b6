package org.yunhe.ingestion.fhir.push;

import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * One remark about what was sent.
 *
 * @param severity how bad it is; an error refuses
 * @param code kind of remark
 * @param text what is wrong, for people
 * @param expression element, as a FHIRPath, or null
 * @param line line in the body from 1, or 0 where it is not known
 * @param column column in that line
 */
record Issue(
    IssueSeverity severity, IssueType code, String text, String expression, int line, int column) {

  static Issue error(IssueType code, String text, String expression) {
    return new Issue(IssueSeverity.ERROR, code, text, expression, 0, 0);
  }

  static Issue warning(IssueType code, String text, String expression) {
    return new Issue(IssueSeverity.WARNING, code, text, expression, 0, 0);
  }

  static Issue information(String text) {
    return new Issue(IssueSeverity.INFORMATION, IssueType.INFORMATIONAL, text, null, 0, 0);
  }

  /** Returns whether the resource cannot be taken. */
  boolean refuses() {
    return severity == IssueSeverity.ERROR || severity == IssueSeverity.FATAL;
  }

  /** Returns the same remark, its element named from {@code place} on. */
  Issue within(String place) {
    if (expression == null) {
      return new Issue(severity, code, text, place, line, column);
    }
    int dot = expression.indexOf('.');
    String rest = dot < 0 ? "" : expression.substring(dot);
    return new Issue(severity, code, text, place + rest, line, column);
  }
}
