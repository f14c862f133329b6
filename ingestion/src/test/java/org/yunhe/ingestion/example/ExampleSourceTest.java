package org.yunhe.ingestion.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SourceBehaviour;
import org.yunhe.ingestion.behaviour.SourceSystem;

/** The example source behaves as every source does. */
class ExampleSourceTest extends SourceBehaviour {

  @Override
  protected SourceSystem open(ConnectBed bed) throws IOException {
    ExampleServer server = new ExampleServer();
    server.start();
    bed.secrets("example", Map.of("url", server.url()));
    return new Readings(server);
  }

  /** Readings, by their id and note. */
  private record Readings(ExampleServer server, Map<String, String> notes) implements SourceSystem {
    Readings(ExampleServer server) {
      this(server, new HashMap<>());
    }

    @Override
    public String source() {
      return "example";
    }

    @Override
    public Map<String, String> settings() {
      Map<String, String> settings = ConnectBed.connectorFile("example");
      settings.put("example.poll.interval.ms", "100");
      settings.put("example.page.size", "25");
      return settings;
    }

    @Override
    public void insert(String id, String text) {
      change(id.startsWith("first-") ? "r" : "c", id, text);
    }

    @Override
    public void update(String id, String text) {
      change("u", id, text);
    }

    private void change(String op, String id, String text) {
      notes.put(id, text);
      server.change(op, id, text, Instant.now());
    }

    @Override
    public void delete(String id) {
      server.change("d", id, null, Instant.now());
    }

    @Override
    public void repeat(String id) {
      server.change("u", id, notes.get(id), Instant.now());
    }

    @Override
    public void outOfOrder(String id, String older, String newer) {
      Instant now = Instant.now();
      server.change("u", id, newer, now);
      server.change("c", id, older, now.minusSeconds(60));
    }

    @Override
    public Optional<String> malformed(String id) {
      server.line("{\"seq\": 1, \"op\": \"c\", \"row\": {\"reading_id\": " + id);
      return Optional.of(id);
    }

    @Override
    public void stop() {
      server.close();
    }

    @Override
    public void start() throws IOException {
      server.start();
    }

    @Override
    public String id(JsonNode key) {
      return key.path("reading_id").asText();
    }

    @Override
    public String text(JsonNode after) {
      return after.path("note").asText();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
