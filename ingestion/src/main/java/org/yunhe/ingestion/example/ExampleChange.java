package org.yunhe.ingestion.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One line of the list: {@code {"seq": 7, "op": "u", "table": "reading", "at": "…Z", "key": {…},
 * "row": {…}}}, and what becomes of it in Kafka.
 */
sealed interface ExampleChange {
  /** The record for Kafka. */
  SourceRecord record(Map<String, ?> partition, Map<String, ?> offset, long now);

  /** Reads a line met at {@code position}; what is no change is still something to keep. */
  static ExampleChange read(String source, byte[] line, String position) {
    try {
      JsonNode change = Row.JSON.readTree(line);
      long at = Instant.parse(change.path("at").asText()).toEpochMilli();
      boolean whole =
          change.path("seq").isIntegralNumber()
              && Row.OPERATIONS.contains(change.path("op").asText())
              && change.path("table").asText().matches("[a-z_]+")
              && change.path("key").isObject()
              && (change.path("row").isObject() || change.path("op").asText().equals("d"));
      return whole
          ? new Row(source, change, at)
          : new Unreadable(source, line, position, "seq, op, table, key or row is missing");
    } catch (IOException | DateTimeException e) {
      return new Unreadable(source, line, position, reason(e));
    }
  }

  private static String reason(Exception e) {
    return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
  }

  /** A change of a row: the envelope that landing reads from every source. */
  record Row(String source, JsonNode change, long at) implements ExampleChange {
    private static final ObjectMapper JSON =
        new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Set<String> OPERATIONS = Set.of("r", "c", "u", "d");

    @Override
    public SourceRecord record(Map<String, ?> partition, Map<String, ?> offset, long now) {
      ObjectNode envelope = JSON.createObjectNode();
      envelope.set("op", change.get("op"));
      envelope.put("ts_ms", now);
      ObjectNode origin = envelope.putObject("source");
      origin.put("connector", "example").put("name", source).put("road", "example");
      origin.put("ts_ms", at).put("version", change.get("seq").asText());
      envelope.putNull("before");
      envelope.set("after", change.path("row").isObject() ? change.get("row") : null);
      return new SourceRecord(
          partition,
          offset,
          "cdc." + source + "." + change.get("table").asText(),
          null,
          Schema.BYTES_SCHEMA,
          bytes(change.get("key")),
          Schema.BYTES_SCHEMA,
          bytes(envelope));
    }

    private static byte[] bytes(JsonNode node) {
      try {
        return JSON.writeValueAsBytes(node);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A line that is no change: kept as it came, with the reason. */
  record Unreadable(String source, byte[] line, String position, String reason)
      implements ExampleChange {
    private static final String LEVEL = "unknown";

    @Override
    public SourceRecord record(Map<String, ?> partition, Map<String, ?> offset, long now) {
      ConnectHeaders headers = new ConnectHeaders();
      headers.addString("yunhe.reason_code", "EXAMPLE_NOT_A_CHANGE");
      headers.addString("yunhe.reason", reason);
      headers.addString("yunhe.position", position);
      headers.addString("yunhe.target", "cdc." + source + "." + LEVEL);
      return new SourceRecord(
          partition,
          offset,
          "quarantine." + source + "." + LEVEL,
          null,
          null,
          null,
          Schema.BYTES_SCHEMA,
          line,
          now,
          headers);
    }
  }
}
