package org.yunhe.ingestion.fhir.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SourceSystem;

/** A folder that patients are dropped into, each version a file of its own. */
final class DroppedFiles implements SourceSystem {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Map<String, String> newest = new HashMap<>();
  private int files;

  DroppedFiles(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public String source() {
    return "mimic_fhir";
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = ConnectBed.connectorFile("mimic_fhir");
    settings.put("fhir.files.settle.ms", "100");
    settings.put("fhir.files.poll.interval.ms", "100");
    return settings;
  }

  @Override
  public void insert(String id, String text) {
    put(id, patient(id, text, Instant.now()));
  }

  @Override
  public void update(String id, String text) {
    put(id, patient(id, text, Instant.now()));
  }

  @Override
  public void delete(String id) {
    ObjectNode bundle = JSON.createObjectNode();
    bundle.put("resourceType", "Bundle").put("type", "transaction");
    bundle
        .putArray("entry")
        .addObject()
        .putObject("request")
        .put("method", "DELETE")
        .put("url", "Patient/" + id);
    drop("deleted/", bundle + "\n");
  }

  @Override
  public void repeat(String id) {
    drop("", newest.get(id) + "\n");
  }

  @Override
  public void outOfOrder(String id, String older, String newer) {
    Instant now = Instant.now();
    drop("", patient(id, newer, now) + "\n");
    drop("", patient(id, older, now.minusSeconds(60)) + "\n");
  }

  @Override
  public Optional<String> malformed(String id) {
    drop("", "{\"resourceType\": \"Patient\", \"id\": " + id + "}\n");
    return Optional.of(id);
  }

  @Override
  public void stop() throws IOException {
    Files.move(folder, folder.resolveSibling("away"));
  }

  @Override
  public void start() throws IOException {
    Files.move(folder.resolveSibling("away"), folder);
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
  public void close() {}

  private void put(String id, String patient) {
    newest.put(id, patient);
    drop("", patient + "\n");
  }

  private static String patient(String id, String text, Instant updated) {
    ObjectNode patient = JSON.createObjectNode();
    patient.put("resourceType", "Patient").put("id", id);
    patient.putObject("meta").put("lastUpdated", updated.toString());
    patient.putArray("name").addObject().put("text", text);
    return patient.toString();
  }

  private void drop(String below, String text) {
    try {
      Path target = folder.resolve(below + "Patient." + ++files + ".ndjson");
      Files.createDirectories(target.getParent());
      Path draft = Files.writeString(target.resolveSibling("." + files + ".tmp"), text);
      Files.move(draft, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
