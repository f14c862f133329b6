package org.yunhe.ingestion.fhir.push;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lets the validator load its definitions before the first sender waits for them. */
final class WarmUp implements Runnable {
  private static final List<String> SAMPLES =
      List.of(
          """
          {"resourceType":"Patient","id":"w","gender":"female","birthDate":"1980-01-01",
           "name":[{"text":"w"}],"identifier":[{"system":"urn:yunhe:w","value":"w"}]}
          """,
          """
          {"resourceType":"Encounter","id":"w","status":"finished",
           "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
           "subject":{"reference":"Patient/w"},"period":{"start":"2026-01-01"}}
          """,
          """
          {"resourceType":"Observation","id":"w","status":"final","subject":{"reference":"Patient/w"},
           "code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},
           "valueQuantity":{"value":1.5,"system":"http://unitsofmeasure.org","code":"g/L"}}
          """,
          """
          {"resourceType":"Condition","id":"w","subject":{"reference":"Patient/w"},
           "clinicalStatus":{"coding":[{"code":"active",
           "system":"http://terminology.hl7.org/CodeSystem/condition-clinical"}]}}
          """);

  private final StructureCheck structure;

  WarmUp(StructureCheck structure) {
    this.structure = structure;
  }

  @Override
  public void run() {
    SAMPLES.forEach(sample -> structure.check(sample.getBytes(StandardCharsets.UTF_8), 1));
  }
}
