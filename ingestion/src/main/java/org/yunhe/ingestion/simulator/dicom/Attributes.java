package org.yunhe.ingestion.simulator.dicom;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Builds one object in the DICOM JSON model (PS3.18 annex F). */
final class Attributes {
  private final Map<String, ObjectNode> byTag = new TreeMap<>();

  /** Adds a text; nothing where it is null. */
  Attributes text(String tag, String vr, String value) {
    if (value != null) {
      values(tag, vr).add(value);
    }
    return this;
  }

  /** Adds a whole number. */
  Attributes number(String tag, String vr, long value) {
    values(tag, vr).add(value);
    return this;
  }

  /** Adds a decimal number with two digits behind the point. */
  Attributes decimal(String tag, String vr, double value) {
    values(tag, vr).add(Math.round(value * 100) / 100.0);
    return this;
  }

  /** Adds a person's name; nothing where it is null. */
  Attributes name(String tag, String name) {
    if (name != null) {
      values(tag, "PN").addObject().put("Alphabetic", name);
    }
    return this;
  }

  /** Adds an item to a sequence. */
  Attributes item(String tag, Attributes item) {
    values(tag, "SQ").add(item.json());
    return this;
  }

  /** Adds all attributes of another object. */
  Attributes all(Attributes other) {
    byTag.putAll(other.byTag);
    return this;
  }

  /** Returns the object. */
  ObjectNode json() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.setAll(byTag);
    return object;
  }

  private ArrayNode values(String tag, String vr) {
    ObjectNode attribute =
        byTag.computeIfAbsent(tag, key -> JsonNodeFactory.instance.objectNode().put("vr", vr));
    return attribute.withArray("Value");
  }
}
