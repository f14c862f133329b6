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

/** A place that patients are dropped into, each version a file of its own. */
final class DroppedFiles implements SourceSystem {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String source;
  private final Place place;
  private final Map<String, String> newest = new HashMap<>();
  private int files;

  DroppedFiles(String source, Place place) {
    this.source = source;
    this.place = place;
  }

  /** Where the files are. */
  interface Place extends AutoCloseable {
    /** Settings of the connector that this place needs besides those of its file. */
    Map<String, String> settings();

    /** Writes a file at once. */
    void put(String name, String text) throws IOException;

    /** Takes the place away, with all that is in it. */
    void stop() throws IOException;

    /** Brings it back. */
    void start() throws IOException;

    @Override
    default void close() {}
  }

  /** A folder of this machine. */
  record Folder(Path path) implements Place {
    @Override
    public Map<String, String> settings() {
      return Map.of();
    }

    @Override
    public void put(String name, String text) throws IOException {
      Path target = path.resolve(name);
      Files.createDirectories(target.getParent());
      Path draft = Files.writeString(target.resolveSibling("." + target.getFileName()), text);
      Files.move(draft, target);
    }

    @Override
    public void stop() throws IOException {
      Files.move(path, path.resolveSibling("away"));
    }

    @Override
    public void start() throws IOException {
      Files.move(path.resolveSibling("away"), path);
    }
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = ConnectBed.connectorFile("mimic_fhir");
    settings.put("fhir.files.folder", "${secrets:secrets/" + source + ".properties:folder}");
    settings.put("fhir.files.reports.folder", "");
    settings.put("fhir.files.settle.ms", "100");
    settings.put("fhir.files.poll.interval.ms", "100");
    settings.putAll(place.settings());
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
    place.stop();
  }

  @Override
  public void start() throws IOException {
    place.start();
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
    place.close();
  }

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
      place.put(below + "Patient." + ++files + ".ndjson", text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
