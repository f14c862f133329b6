package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.yunhe.ingestion.fhir.push.ResourceRule.Place;

/** What the region asks of a resource beyond FHIR itself; one walk for all rules. */
final class RegionProfile {
  /** Code of an institution in the region's directory. */
  static final String ORG_CODE = "urn:oid:2.16.156.10011.1.5";

  /** Resident ID, GB 11643. */
  static final String RESIDENT_ID = "urn:oid:2.16.156.10011.1.3";

  private final List<ResourceRule> rules;

  RegionProfile(Set<String> institutions, Texts texts) {
    rules =
        List.of(
            new InstitutionRule(institutions, texts),
            new IdentifierRule(institutions, texts),
            new ReferenceRule(texts),
            new ModifierRule(texts),
            new CodeSystemRule(texts));
  }

  /** Returns what is wrong with {@code resource}; {@code urls} are the full URLs of its bundle. */
  List<Issue> check(Sender sender, String type, ObjectNode resource, Set<String> urls) {
    List<Issue> issues = new ArrayList<>();
    walk(new Place(sender, type, type, "", urls), resource, issues::add);
    return issues;
  }

  private void walk(Place place, ObjectNode object, Consumer<Issue> issues) {
    rules.forEach(rule -> rule.check(place, object, issues));
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (value instanceof ObjectNode child) {
        walk(below(place, field.getKey(), place.at(field.getKey())), child, issues);
      } else if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          if (value.get(i) instanceof ObjectNode child) {
            String path = place.at(field.getKey()) + "[" + i + "]";
            walk(below(place, field.getKey(), path), child, issues);
          }
        }
      }
    }
  }

  private static Place below(Place place, String name, String path) {
    return new Place(place.sender(), place.type(), path, name, place.urls());
  }
}
