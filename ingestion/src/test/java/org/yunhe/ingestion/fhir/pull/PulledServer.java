package org.yunhe.ingestion.fhir.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SourceSystem;
import org.yunhe.ingestion.simulator.fhir.FhirServer;

/** A FHIR server with patients, whose name is their text. */
record PulledServer(FhirServer server) implements SourceSystem {
  @Override
  public String source() {
    return "fhir_tcm";
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = ConnectBed.connectorFile("fhir_tcm");
    settings.put("fhir.types", "Patient,Observation");
    settings.put("fhir.poll.interval.ms", "100");
    settings.put("fhir.page.size", "25");
    settings.put("fhir.overlap.ms", "2000");
    settings.put("fhir.requests.per.second", "2000");
    settings.put("fhir.retry.max.ms", "1000");
    return settings;
  }

  @Override
  public void insert(String id, String text) {
    Patient patient = new Patient();
    patient.setId(id);
    patient.addName().setText(text);
    server.store().put(patient, java.time.Instant.now());
  }

  @Override
  public void update(String id, String text) {
    insert(id, text);
  }

  @Override
  public void delete(String id) {
    server.store().delete("Patient", id);
  }

  @Override
  public void repeat(String id) {
    Patient patient = (Patient) server.store().find("Patient", id).orElseThrow();
    insert(id, patient.getNameFirstRep().getText());
  }

  @Override
  public Optional<String> malformed(String id) {
    insert(id, "nobody");
    return Optional.of(id);
  }

  @Override
  public void stop() {
    server.close();
  }

  @Override
  public void start() {
    server.start();
  }

  @Override
  public String id(JsonNode key) {
    return key.path("id").asText();
  }

  @Override
  public String text(JsonNode after) {
    return after.path("name").path(0).path("text").asText();
  }

  @Override
  public void close() {
    server.close();
  }
}
