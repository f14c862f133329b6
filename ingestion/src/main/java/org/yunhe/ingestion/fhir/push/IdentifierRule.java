package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.yunhe.models.identity.CreditCode;
import org.yunhe.models.identity.ResidentId;

/** Persons and institutions carry a business identifier; those of known systems are well formed. */
final class IdentifierRule implements ResourceRule {
  private static final Set<String> IDENTIFIED = Set.of("Patient", "Organization");
  private static final String RESIDENT_TYPE = "NNCHN";
  private static final String CREDIT_TYPE = "USCC";

  private final Set<String> institutions;
  private final Texts texts;

  IdentifierRule(Set<String> institutions, Texts texts) {
    this.institutions = institutions;
    this.texts = texts;
  }

  @Override
  public void check(Place place, ObjectNode object, Consumer<Issue> issues) {
    if (place.top() && IDENTIFIED.contains(place.type()) && !identified(object)) {
      issues.accept(
          Issue.error(
              IssueType.REQUIRED,
              texts.say("identifier.missing", place.type()),
              place.at("identifier")));
    }
    if (place.name().equals("identifier")) {
      form(place, object, issues);
    }
  }

  private static boolean identified(ObjectNode resource) {
    for (JsonNode identifier : resource.path("identifier")) {
      if (!identifier.path("value").asText("").isBlank()
          && !identifier.path("system").asText("").isBlank()) {
        return true;
      }
    }
    return false;
  }

  private void form(Place place, ObjectNode identifier, Consumer<Issue> issues) {
    String system = identifier.path("system").asText("");
    String value = identifier.path("value").asText("");
    String name = null;
    if ((system.equals(RegionProfile.RESIDENT_ID) || typed(identifier, RESIDENT_TYPE))
        && ResidentId.normalize(value).isEmpty()) {
      name = "identifier.resident";
    } else if (typed(identifier, CREDIT_TYPE) && !CreditCode.isValid(value)) {
      name = "identifier.credit";
    } else if (system.equals(RegionProfile.ORG_CODE) && !institutions.contains(value)) {
      name = "identifier.organization";
    }
    if (name != null) {
      // The value is a person's: it is not repeated in an answer.
      issues.accept(Issue.warning(IssueType.VALUE, texts.say(name), place.at("value")));
    }
  }

  private static boolean typed(ObjectNode identifier, String code) {
    for (JsonNode coding : identifier.path("type").path("coding")) {
      if (coding.path("code").asText().equals(code)) {
        return true;
      }
    }
    return false;
  }
}
