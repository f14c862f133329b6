package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * FHIR forbids to take what a modifier extension may turn into its opposite without knowing the
 * extension; the region knows none. Other extensions are kept as they come.
 */
final class ModifierRule implements ResourceRule {
  private static final String ELEMENT = "modifierExtension";

  private final Texts texts;

  ModifierRule(Texts texts) {
    this.texts = texts;
  }

  @Override
  public void check(Place place, ObjectNode object, Consumer<Issue> issues) {
    if (object.has(ELEMENT)) {
      String url = object.path(ELEMENT).path(0).path("url").asText("");
      issues.accept(
          Issue.error(IssueType.EXTENSION, texts.say("modifier.unknown", url), place.at(ELEMENT)));
    }
  }
}
