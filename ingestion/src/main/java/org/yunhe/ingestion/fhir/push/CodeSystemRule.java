package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** A code names its system by an address that the region knows; others are taken with a warning. */
final class CodeSystemRule implements ResourceRule {
  private static final List<String> KNOWN =
      List.of(
          "http://terminology.hl7.org/",
          "http://hl7.org/fhir/",
          "http://loinc.org",
          "http://snomed.info/sct",
          "http://unitsofmeasure.org",
          "http://www.whocc.no/atc",
          "http://dicom.nema.org/resources/ontology/DCM",
          "http://www.nlm.nih.gov/research/umls/rxnorm",
          "http://ihe.net/",
          "urn:iso:",
          "urn:ietf:",
          "urn:oid:2.16.156.",
          "urn:oid:2.16.840.1.113883.",
          "urn:yunhe:");

  private final Texts texts;

  CodeSystemRule(Texts texts) {
    this.texts = texts;
  }

  @Override
  public void check(Place place, ObjectNode object, Consumer<Issue> issues) {
    if (object.path("code").isTextual() && object.path("system").isTextual()) {
      String system = object.path("system").textValue();
      if (KNOWN.stream().noneMatch(system::startsWith)) {
        issues.accept(
            Issue.warning(
                IssueType.CODEINVALID, texts.say("code.system", system), place.at("system")));
      }
    }
  }
}
