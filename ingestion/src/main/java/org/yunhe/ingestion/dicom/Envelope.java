package org.yunhe.ingestion.dicom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes changes in the form that landing reads. */
final class Envelope {
  private final String source;

  Envelope(String source) {
    this.source = source;
  }

  /** Returns the topic of a level. */
  String topic(Level level) {
    return "dicom." + source + "." + level.text();
  }

  /** Returns the topic for what cannot be read on a level. */
  String quarantine(Level level) {
    return "quarantine." + source + "." + level.text();
  }

  /** Returns the key of an object. */
  byte[] key(Change.Uid uid) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    key.put("study", uid.study());
    if (uid.series() != null) {
      key.put("series", uid.series());
    }
    if (uid.instance() != null) {
      key.put("instance", uid.instance());
    }
    return DicomJson.bytes(key);
  }

  /**
   * Returns the record of a change.
   *
   * @param first whether the archive had it before the connector came
   * @param version time of the version, epoch ms
   * @param now when the record is made, epoch ms
   */
  byte[] value(Change change, boolean first, long version, long now) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("op", operation(change, first));
    value.put("ts_ms", now);
    ObjectNode origin = value.putObject("source");
    origin.put("connector", "dicom");
    origin.put("name", source);
    origin.put("road", "dicomweb");
    origin.put("ts_ms", version);
    value.putNull("before");
    if (change.after() == null) {
      value.putNull("after");
    } else {
      value.set("after", change.after().json());
    }
    return DicomJson.bytes(value);
  }

  private static String operation(Change change, boolean first) {
    if (change.after() == null) {
      return "d";
    }
    if (change.isKnown()) {
      return "u";
    }
    return first ? "r" : "c";
  }
}
