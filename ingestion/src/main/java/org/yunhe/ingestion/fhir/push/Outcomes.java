package org.yunhe.ingestion.fhir.push;

import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** Makes an {@code OperationOutcome} of remarks. */
final class Outcomes {
  private static final String LINE =
      "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line";
  private static final String COLUMN =
      "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col";
  private static final int MOST = 100;

  private Outcomes() {}

  /** Returns the worst remarks first; of very many, the first hundred. */
  static OperationOutcome of(List<Issue> issues) {
    OperationOutcome outcome = new OperationOutcome();
    issues.stream()
        .sorted(Comparator.comparing(Issue::severity))
        .limit(MOST)
        .forEach(issue -> add(outcome, issue));
    if (issues.size() > MOST) {
      add(outcome, Issue.information("… " + (issues.size() - MOST)));
    }
    if (issues.isEmpty()) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.INFORMATION)
          .setCode(IssueType.INFORMATIONAL)
          .setDiagnostics("OK");
    }
    return outcome;
  }

  private static void add(OperationOutcome outcome, Issue issue) {
    OperationOutcomeIssueComponent component =
        outcome
            .addIssue()
            .setSeverity(issue.severity())
            .setCode(issue.code())
            .setDiagnostics(issue.text());
    if (issue.expression() != null) {
      component.addExpression(issue.expression());
    }
    if (issue.line() > 0) {
      component.addExtension(LINE, new IntegerType(issue.line()));
      component.addExtension(COLUMN, new IntegerType(issue.column()));
    }
  }
}
