package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the bytes of each entry's resource in the body of a bundle, with their line. */
final class BodySlices {
  private static final JsonFactory JSON = new JsonFactory();

  private BodySlices() {}

  /** Bytes of one resource, and the line of the body that they begin in. */
  record Slice(byte[] bytes, int line) {}

  /** Returns a slice for each entry in order, null where it has no resource. */
  static List<Slice> of(byte[] body) {
    List<Slice> slices = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean entries = parser.currentName().equals("entry");
        if (parser.nextToken() == JsonToken.START_ARRAY && entries) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            slices.add(entry(parser, body));
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return slices;
  }

  private static Slice entry(JsonParser parser, byte[] body) throws IOException {
    Slice slice = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean resource = parser.currentName().equals("resource");
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      int from = (int) parser.currentTokenLocation().getByteOffset();
      int line = parser.currentTokenLocation().getLineNr();
      parser.skipChildren();
      if (resource && object) {
        int to = (int) parser.currentLocation().getByteOffset();
        slice = new Slice(Arrays.copyOfRange(body, from, to), line);
      }
    }
    return slice;
  }
}
