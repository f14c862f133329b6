package org.yunhe.ingestion.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What must be known of a resource to pass it on as it is: the rest of its text is only read over.
 *
 * @param type {@code resourceType}, or null
 * @param id logical id, or null
 * @param version {@code meta.versionId}, or null
 * @param updated {@code meta.lastUpdated}, or null
 * @param start place of its first byte in the text
 * @param end place after its last byte
 */
public record ResourceHead(
    String type, String id, String version, Instant updated, int start, int end) {
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,63}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

  /** Reads the object that {@code parser}, which reads bytes, stands at the beginning of. */
  public static ResourceHead read(JsonParser parser) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    String type = null;
    String id = null;
    String[] meta = new String[2];
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("resourceType")) {
        type = parser.getText();
      } else if (value == JsonToken.VALUE_STRING && name.equals("id")) {
        id = parser.getText();
      } else if (value == JsonToken.START_OBJECT && name.equals("meta")) {
        readMeta(parser, meta);
      } else {
        parser.skipChildren();
      }
    }
    int end = (int) parser.currentLocation().getByteOffset();
    return new ResourceHead(type, id, meta[0], instant(meta[1]), start, end);
  }

  private static void readMeta(JsonParser parser, String[] meta) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("versionId")) {
        meta[0] = parser.getText();
      } else if (value == JsonToken.VALUE_STRING && name.equals("lastUpdated")) {
        meta[1] = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Returns what keeps the resource from being passed on, if anything does. */
  public Optional<String> fault() {
    if (type == null || !TYPE.matcher(type).matches()) {
      return Optional.of("resourceType is missing or no type's name");
    }
    if (id == null || !ID.matcher(id).matches()) {
      return Optional.of("id is missing or no FHIR id");
    }
    return Optional.empty();
  }

  /** Reads a FHIR instant; null where the text is none. */
  public static Instant instant(String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
