package org.yunhe.ingestion.dicom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Leaves out what must not leave the archive: pixels, overlays, curves, everything that is stored
 * as bulk data or binary, private attributes unless they are named, and what the connector's
 * configuration names. What stays is ordered by tag, in sequences too.
 *
 * @param dropped tags to leave out besides
 * @param kept private tags to let pass
 */
record AttributeFilter(Set<String> dropped, Set<String> kept) {
  private static final int TAG_LENGTH = 8;

  /** Returns what stays of an object. */
  DicomObject apply(DicomObject object) {
    return new DicomObject(attributes(object.json()));
  }

  private ObjectNode attributes(ObjectNode object) {
    Map<String, JsonNode> ordered = new TreeMap<>();
    for (Map.Entry<String, JsonNode> attribute : object.properties()) {
      if (stays(attribute.getKey(), attribute.getValue())) {
        ordered.put(attribute.getKey(), value(attribute.getValue()));
      }
    }
    ObjectNode filtered = JsonNodeFactory.instance.objectNode();
    filtered.setAll(ordered);
    return filtered;
  }

  private boolean stays(String tag, JsonNode attribute) {
    if (tag.length() != TAG_LENGTH
        || dropped.contains(tag)
        || Tag.TRANSPORT.contains(tag)
        || attribute.has("BulkDataURI")
        || attribute.has("InlineBinary")) {
      return false;
    }
    if (tag.startsWith("7FE0") || tag.startsWith("60") || tag.startsWith("50")) {
      return false;
    }
    return kept.contains(tag) || !isPrivate(tag);
  }

  private static boolean isPrivate(String tag) {
    return Character.digit(tag.charAt(3), 16) % 2 != 0;
  }

  private JsonNode value(JsonNode attribute) {
    if (!"SQ".equals(attribute.path("vr").asText()) || !attribute.path("Value").isArray()) {
      return attribute;
    }
    ObjectNode sequence = JsonNodeFactory.instance.objectNode();
    sequence.put("vr", "SQ");
    ArrayNode items = sequence.putArray("Value");
    for (JsonNode item : attribute.path("Value")) {
      items.add(item instanceof ObjectNode object ? attributes(object) : item);
    }
    return sequence;
  }
}
