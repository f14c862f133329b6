package org.yunhe.ingestion.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Resources as a hospital sends them, each with an id of its own. */
final class PushSamples {
  private static final List<String> TYPES =
      List.of("Observation", "Encounter", "Observation", "Condition", "MedicationRequest");
  private static final String HEAD =
      """
      {"resourceType":"%1$s","id":"%2$s","meta":{"versionId":"1","lastUpdated":"2026-11-01T08:00:00+08:00"},\
      "identifier":[{"system":"urn:wch:%1$s","value":"%2$s"}],"status":"%3$s",\
      "subject":{"reference":"Patient/p%4$d"},\
      """;

  private PushSamples() {}

  /** A resource with its type and id. */
  record Sample(String type, String id, String json) {
    String entry() {
      return "{\"fullUrl\":\"urn:uuid:%s\",\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"%s/%s\"}}"
          .formatted(id, json, type, id);
    }
  }

  /** Returns resource number {@code n} of the run {@code name}. */
  static Sample of(String name, int n) {
    String type = TYPES.get(n % TYPES.size());
    String id = name + "-" + n;
    String status =
        switch (type) {
          case "Observation" -> "final";
          case "Encounter" -> "finished";
          case "MedicationRequest" -> "completed";
          default -> "";
        };
    String head = HEAD.formatted(type, id, status, n % 97);
    String json = status.isEmpty() ? head.replace("\"status\":\"\",", "") : head;
    return new Sample(type, id, json + rest(type, n) + "}");
  }

  /** Returns a transaction of {@code size} resources from number {@code from} on. */
  static String transaction(String name, int from, int size) {
    return IntStream.range(from, from + size)
        .mapToObj(n -> of(name, n).entry())
        .collect(
            Collectors.joining(
                ",", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[", "]}"));
  }

  private static String rest(String type, int n) {
    return switch (type) {
      case "Observation" ->
          """
          "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],\
          "code":{"coding":[{"system":"http://loinc.org","code":"718-7"}],"text":"血红蛋白"},\
          "effectiveDateTime":"2026-10-31T09:30:00+08:00",\
          "valueQuantity":{"value":%s,"unit":"g/L","system":"http://unitsofmeasure.org","code":"g/L"},\
          "referenceRange":[{"low":{"value":115,"unit":"g/L"},"high":{"value":150,"unit":"g/L"}}]\
          """
              .formatted(String.format(Locale.ROOT, "%d.%d", 90 + n % 80, n % 10));
      case "Encounter" ->
          """
          "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},\
          "period":{"start":"2026-10-31T09:00:00+08:00","end":"2026-10-31T09:40:00+08:00"},\
          "reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"D50.9"}]}]\
          """;
      case "Condition" ->
          """
          "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},\
          "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"D50.9"}],"text":"缺铁性贫血"},\
          "recordedDate":"2026-10-31T09:35:00+08:00\"\
          """;
      default ->
          """
          "intent":"order","authoredOn":"2026-10-31T09:36:00+08:00",\
          "medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"B03AA07"}]},\
          "dosageInstruction":[{"text":"每日三次","doseAndRate":[{"doseQuantity":{"value":0.3,"unit":"g"}}]}]\
          """;
    };
  }
}
