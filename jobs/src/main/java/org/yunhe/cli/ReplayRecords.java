package org.yunhe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.yunhe.lakehouse.quarantine.DeadLetter;
import org.yunhe.lakehouse.quarantine.Payload;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Makes the Kafka record that an entry of quarantine comes back as. The position that landing gives
 * it depends on the entry and its bytes alone, so one that comes back twice is one row in core.
 */
final class ReplayRecords {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROAD = "replay";

  /** Tags of the unique identifiers that the key of a level has, from the top. */
  private static final List<Map.Entry<String, String>> LEVELS =
      List.of(
          Map.entry("study", "0020000D"),
          Map.entry("series", "0020000E"),
          Map.entry("instance", "00080018"));

  private final long now;

  /** Makes records as of {@code now}, milliseconds since 1970. */
  ReplayRecords(long now) {
    this.now = now;
  }

  /** Returns the record of an entry that stands in no log, with these bytes for its own. */
  ProducerRecord<byte[], byte[]> unread(QuarantineEntry entry, byte[] bytes, String to) {
    String topic = to == null && entry.stage().equals("landing") ? entry.topic() : to;
    boolean asItCame = topic != null && topic.startsWith("cdc.");
    if (asItCame) {
      return record(entry, topic, Payload.bytes(entry.key()), bytes);
    }
    JsonNode content = object(entry, bytes);
    if (content.path("source").isObject() && content.has("op")) {
      String known = topic == null ? topic(entry, content.path("after")) : topic;
      return record(entry, known, key(entry, known, content.path("after")), bytes);
    }
    String known = topic == null ? topic(entry, content) : topic;
    return record(entry, known, key(entry, known, content), envelope(entry, known, content, bytes));
  }

  /** Returns the record of an image that stands in a log: the same position, to be judged anew. */
  ProducerRecord<byte[], byte[]> image(QuarantineEntry entry, LogImages.Image image) {
    ObjectNode source = JSON.createObjectNode();
    source.put("connector", ROAD).put("name", entry.source()).put("road", ROAD);
    if (image.sourceMillis() != null) {
      source.put("ts_ms", image.sourceMillis());
    }
    source.put("position", image.position());
    put(source, "version", image.version());
    put(source, "org_code", image.orgCode());
    byte[] content = image.content() == null ? null : image.content().getBytes(UTF_8);
    return record(
        entry, image.topic(), image.key().getBytes(UTF_8), value(image.op(), source, content));
  }

  private static ProducerRecord<byte[], byte[]> record(
      QuarantineEntry entry, String topic, byte[] key, byte[] value) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    record.headers().add(DeadLetter.REPLAY, entry.id().getBytes(UTF_8));
    return record;
  }

  private static String topic(QuarantineEntry entry, JsonNode content) {
    String type = content.path("resourceType").asText("");
    if (type.equals("Bundle")) {
      throw refused(
          entry, "it is a bundle of resources", "post it or drop it as a file, corrected");
    }
    boolean dicom = "raw.dicom".equals(entry.target());
    String thing = dicom ? entry.table() : type;
    if (entry.source() == null || thing == null || thing.isEmpty()) {
      throw refused(entry, "it cannot be told where it belongs", "name the topic with --to");
    }
    return (dicom ? "dicom." : "fhir.") + entry.source() + "." + thing;
  }

  private static JsonNode object(QuarantineEntry entry, byte[] bytes) {
    try {
      JsonNode content = bytes == null ? null : JSON.readTree(bytes);
      if (content != null && content.isObject()) {
        return content;
      }
    } catch (IOException e) {
      throw refused(
          entry,
          "its bytes are no JSON: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "write them with 'quarantine show ID --raw FILE', correct them, replay them --with FILE");
    }
    throw refused(entry, "its bytes are no JSON object", "give the record with --with FILE");
  }

  /** The key the record came with, where it is one; else what the content says. */
  private static byte[] key(QuarantineEntry entry, String topic, JsonNode content) {
    boolean fhir = topic.startsWith("fhir.");
    List<String> names = fhir ? List.of("id") : levels(topic);
    if (entry.key() != null && hasAll(Payload.bytes(entry.key()), names)) {
      return Payload.bytes(entry.key());
    }
    ObjectNode key = JSON.createObjectNode();
    for (String name : names) {
      String value = fhir ? content.path("id").asText("") : uid(content, name);
      if (value.isEmpty()) {
        throw refused(entry, "it has no " + name, "correct it and replay it --with FILE");
      }
      key.put(name, value);
    }
    return key.toString().getBytes(UTF_8);
  }

  private static List<String> levels(String topic) {
    List<String> all = LEVELS.stream().map(Map.Entry::getKey).toList();
    int level = all.indexOf(topic.substring(topic.lastIndexOf('.') + 1));
    return all.subList(0, level + 1);
  }

  private static String uid(JsonNode content, String level) {
    String tag =
        LEVELS.stream().filter(each -> each.getKey().equals(level)).findFirst().get().getValue();
    return content.path(tag).path("Value").path(0).asText("");
  }

  private static boolean hasAll(byte[] json, List<String> names) {
    try {
      JsonNode key = JSON.readTree(json);
      return names.stream().noneMatch(name -> key.path(name).asText("").isEmpty());
    } catch (IOException e) {
      return false;
    }
  }

  private byte[] envelope(QuarantineEntry entry, String topic, JsonNode content, byte[] bytes) {
    ObjectNode source = JSON.createObjectNode();
    source.put("connector", topic.substring(0, topic.indexOf('.')));
    source.put("name", entry.source()).put("road", ROAD).put("ts_ms", millis(entry, content));
    put(source, "version", content.path("meta").path("versionId").asText(null));
    return value("u", source, bytes);
  }

  /**
   * When the resource says it was changed, else when it was set aside: never when it comes back.
   */
  private static long millis(QuarantineEntry entry, JsonNode content) {
    try {
      return OffsetDateTime.parse(content.path("meta").path("lastUpdated").asText(""))
          .toInstant()
          .toEpochMilli();
    } catch (DateTimeException e) {
      return entry.at().toEpochMilli();
    }
  }

  private static void put(ObjectNode source, String name, String value) {
    if (value != null) {
      source.put(name, value);
    }
  }

  /** The content goes out byte by byte: no number is written in another form. */
  private byte[] value(String op, ObjectNode source, byte[] content) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(
        "{\"op\":\"%s\",\"ts_ms\":%d,\"source\":%s,\"before\":null,\"after\":"
            .formatted(op, now, source)
            .getBytes(UTF_8));
    value.writeBytes(content == null ? "null".getBytes(UTF_8) : content);
    value.write('}');
    return value.toByteArray();
  }

  private static YunheException refused(QuarantineEntry entry, String why, String remedy) {
    return new YunheException(
        ErrorCode.NOT_REPLAYABLE, entry.id() + " cannot come back: " + why, remedy);
  }
}
