package org.yunhe.ingestion.fhir.push;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** An answer that says no, with its status and what is wrong. */
final class Refusal extends BaseServerResponseException {
  private static final long serialVersionUID = 1L;

  Refusal(int status, List<Issue> issues) {
    super(status, issues.get(0).text(), Outcomes.of(issues));
  }

  /** Creates a refusal for one reason. */
  static Refusal of(int status, IssueType code, String text, String expression) {
    return new Refusal(status, List.of(Issue.error(code, text, expression)));
  }

  /** Creates a refusal that asks to come again after {@code seconds}. */
  static Refusal later(int status, IssueType code, String text, int seconds) {
    Refusal refusal =
        new Refusal(status, List.of(new Issue(IssueSeverity.ERROR, code, text, null, 0, 0)));
    refusal.addResponseHeader("Retry-After", Integer.toString(seconds));
    return refusal;
  }

  /** Creates the refusal of resources with {@code issues}: 403 where something is forbidden. */
  static Refusal invalid(List<Issue> issues) {
    boolean forbidden =
        issues.stream().anyMatch(issue -> issue.refuses() && issue.code() == IssueType.FORBIDDEN);
    return new Refusal(forbidden ? 403 : 422, issues);
  }
}
