package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * An institution writes only as itself: what says whose a resource is must not name another. Others
 * may be named where they take part, as the receiver of a referral does.
 */
final class InstitutionRule implements ResourceRule {
  private static final Set<String> OWNERS =
      Set.of("managingOrganization", "serviceProvider", "custodian", "sender");
  private static final Set<String> OWNED = Set.of("Device", "PractitionerRole");
  private static final Set<String> THEIR_OWNERS = Set.of("owner", "organization");
  private static final String REFERENCE = "Organization/";

  private final Set<String> institutions;
  private final Texts texts;

  InstitutionRule(Set<String> institutions, Texts texts) {
    this.institutions = institutions;
    this.texts = texts;
  }

  @Override
  public void check(Place place, ObjectNode object, Consumer<Issue> issues) {
    if (names(place)) {
      owner(place, object, issues);
    }
    if (place.name().equals("meta")) {
      String source = object.path("source").asText("");
      institutions.stream()
          .filter(code -> !code.equals(place.sender().orgCode()) && source.contains(code))
          .forEach(code -> refuse(place.sender(), code, place.at("source"), issues));
    }
    boolean organization = object.path("resourceType").asText().equals("Organization");
    if (organization) {
      JsonNode identifiers = object.path("identifier");
      for (int i = 0; i < identifiers.size(); i++) {
        identifier(place, identifiers.get(i), place.at("identifier[" + i + "]"), issues);
      }
    }
    if (organization && place.top()) {
      foreign(place, object.path("id").asText(""), place.at("id"), issues);
    }
  }

  private static boolean names(Place place) {
    return OWNERS.contains(place.name())
        || (OWNED.contains(place.type()) && THEIR_OWNERS.contains(place.name()));
  }

  private void owner(Place place, ObjectNode reference, Consumer<Issue> issues) {
    identifier(place, reference.path("identifier"), place.at("identifier"), issues);
    String target = reference.path("reference").asText("");
    int at = target.lastIndexOf(REFERENCE);
    if (at >= 0) {
      foreign(place, target.substring(at + REFERENCE.length()), place.at("reference"), issues);
    }
    int query = target.indexOf(RegionProfile.ORG_CODE + "|");
    if (query >= 0) {
      String code = target.substring(query + RegionProfile.ORG_CODE.length() + 1);
      if (!code.equals(place.sender().orgCode())) {
        refuse(place.sender(), code, place.at("reference"), issues);
      }
    }
  }

  private void identifier(Place place, JsonNode identifier, String path, Consumer<Issue> issues) {
    String code = identifier.path("value").asText("");
    boolean directory = identifier.path("system").asText("").equals(RegionProfile.ORG_CODE);
    if (directory && !code.equals(place.sender().orgCode())) {
      refuse(place.sender(), code, path + ".value", issues);
    } else if (!directory) {
      foreign(place, code, path + ".value", issues);
    }
  }

  /** A code of the directory names an institution even where its system is not said. */
  private void foreign(Place place, String code, String path, Consumer<Issue> issues) {
    if (institutions.contains(code) && !code.equals(place.sender().orgCode())) {
      refuse(place.sender(), code, path, issues);
    }
  }

  private void refuse(Sender sender, String code, String path, Consumer<Issue> issues) {
    issues.accept(
        Issue.error(
            IssueType.FORBIDDEN, texts.say("institution.other", code, sender.orgCode()), path));
  }
}
