package org.yunhe.ingestion.fhir.push;

import java.util.UUID;

/** Resources and bundles for the tests. */
final class Samples {
  private Samples() {}

  static String id() {
    return UUID.randomUUID().toString();
  }

  static String patient(String id, String version, String updated) {
    return """
    {"resourceType":"Patient","id":"%s","meta":{"versionId":"%s"%s},"gender":"female","birthDate":"1980-02-03","name":[{"text":"李一"}],"identifier":[{"system":"urn:wch:mrn","value":"%s"}]}\
    """
        .formatted(id, version, updated == null ? "" : ",\"lastUpdated\":\"" + updated + "\"", id);
  }

  static String encounter(String id, String subject) {
    return """
    {"resourceType":"Encounter","id":"%s","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"subject":{"reference":"%s"}}\
    """
        .formatted(id, subject);
  }

  static String entry(String fullUrl, String method, String url, String resource) {
    return "{%s\n\"resource\":%s,\n\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}"
        .formatted(
            fullUrl.isEmpty() ? "" : "\"fullUrl\":\"" + fullUrl + "\",", resource, method, url);
  }

  static String bundle(String type, String... entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[\n%s]}"
        .formatted(type, String.join(",\n", entries));
  }
}
