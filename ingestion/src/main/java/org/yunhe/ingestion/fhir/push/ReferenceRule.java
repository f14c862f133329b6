package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** A reference leads into its bundle, or to {@code Type/id} of the same source. */
final class ReferenceRule implements ResourceRule {
  private static final Pattern LOCAL =
      Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9\\-.]{1,64}(/_history/[A-Za-z0-9\\-.]{1,64})?");
  private static final Pattern CONDITIONAL = Pattern.compile("[A-Z][A-Za-z]+\\?[^\\s]+");

  private final Texts texts;

  ReferenceRule(Texts texts) {
    this.texts = texts;
  }

  @Override
  public void check(Place place, ObjectNode object, Consumer<Issue> issues) {
    if (!object.path("reference").isTextual()) {
      return;
    }
    String target = object.path("reference").textValue();
    if (target.startsWith("#")
        || LOCAL.matcher(target).matches()
        || CONDITIONAL.matcher(target).matches()
        || place.urls().contains(target)) {
      return;
    }
    if (target.startsWith("http://") || target.startsWith("https://")) {
      issues.accept(
          Issue.warning(
              IssueType.NOTFOUND, texts.say("reference.outside", target), place.at("reference")));
    } else {
      issues.accept(
          Issue.error(
              IssueType.NOTFOUND,
              texts.say("reference.unresolved", target),
              place.at("reference")));
    }
  }
}
