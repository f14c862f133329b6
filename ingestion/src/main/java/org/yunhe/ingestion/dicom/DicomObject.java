package org.yunhe.ingestion.dicom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * One object of an archive in the DICOM JSON model (PS3.18 annex F).
 *
 * @param json attributes by tag
 */
record DicomObject(ObjectNode json) {
  private static final Pattern UID = Pattern.compile("[0-9]+([.][0-9]+)*");
  private static final int UID_LENGTH = 64;

  /** Returns the first value of an attribute as text, or null. */
  String text(String tag) {
    JsonNode value = json.path(tag).path("Value").path(0);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /** Returns the identifier of a level, or null where it is missing or no UID. */
  String uid(Level level) {
    String uid = text(level.uidTag());
    return uid != null && uid.length() <= UID_LENGTH && UID.matcher(uid).matches() ? uid : null;
  }

  /** Returns the same object with the attributes of {@code other} in place of its own. */
  DicomObject with(DicomObject other) {
    ObjectNode joined = json.deepCopy();
    joined.setAll(other.json);
    return new DicomObject(joined);
  }

  /** Returns the object with some attributes only. */
  DicomObject only(Collection<String> tags) {
    return new DicomObject(json.deepCopy().retain(tags));
  }
}
