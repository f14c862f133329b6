package org.yunhe.governance.ranger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Ranger's own definitions of what a Trino service and a tag service can control. */
final class ServiceDefinitions {
  /** How often the plugin asks for tags, milliseconds. */
  static final int TAG_POLL_MILLIS = 3000;

  private static final String PREFIX = "trino:";
  private static final int PREFIX_ID = 203_000;

  private ServiceDefinitions() {}

  static ObjectNode trino() {
    return read("ranger/trino-service-def.json");
  }

  /** The tag service's definition with the accesses and masks of Trino, as a Ranger Admin adds. */
  static ObjectNode tag() {
    ObjectNode tag = read("ranger/tag-service-def.json");
    ObjectNode trino = trino();
    ArrayNode accesses = tag.putArray("accessTypes");
    trino.path("accessTypes").forEach(access -> accesses.add(prefixed(access)));
    ObjectNode masks = tag.putObject("dataMaskDef");
    masks
        .putArray("accessTypes")
        .addObject()
        .put("itemId", PREFIX_ID + 1)
        .put("name", PREFIX + "select");
    masks.putArray("resources").add(tag.path("resources").get(0).deepCopy());
    ArrayNode types = masks.putArray("maskTypes");
    trino.path("dataMaskDef").path("maskTypes").forEach(type -> types.add(prefixed(type)));
    for (JsonNode enricher : tag.path("contextEnrichers")) {
      ((ObjectNode) enricher.path("enricherOptions"))
          .put("tagRefresherPollingInterval", TAG_POLL_MILLIS);
    }
    return tag;
  }

  private static ObjectNode prefixed(JsonNode entry) {
    ObjectNode copy = entry.deepCopy();
    copy.put("itemId", PREFIX_ID + entry.path("itemId").asInt());
    copy.put("name", PREFIX + entry.path("name").asText());
    if (entry.has("impliedGrants")) {
      ArrayNode implied = copy.putArray("impliedGrants");
      entry.path("impliedGrants").forEach(grant -> implied.add(PREFIX + grant.asText()));
    }
    return copy;
  }

  private static ObjectNode read(String resource) {
    try (InputStream in = ServiceDefinitions.class.getClassLoader().getResourceAsStream(resource)) {
      return (ObjectNode) new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
