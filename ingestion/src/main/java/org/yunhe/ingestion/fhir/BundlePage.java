package org.yunhe.ingestion.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bundle cut into its entries, whose resources stay the bytes they are. Where the text breaks off
 * or goes wrong, what stood before that is there all the same.
 *
 * @param text the whole bundle
 * @param entries its entries
 * @param links addresses by relation, such as {@code next}
 * @param updated {@code meta.lastUpdated}, or null
 * @param fault what is wrong with the text, or null
 */
public record BundlePage(
    byte[] text, List<Entry> entries, Map<String, String> links, Instant updated, String fault) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * One entry.
   *
   * @param head head of the resource, or null where there is none
   * @param mode {@code search.mode}, or an empty text
   * @param method {@code request.method}, or an empty text
   * @param url {@code request.url}, or an empty text
   * @param modified {@code response.lastModified}, or null
   * @param etag {@code response.etag}, or an empty text
   * @param start place of its first byte
   * @param end place after its last byte
   */
  public record Entry(
      ResourceHead head,
      String mode,
      String method,
      String url,
      Instant modified,
      String etag,
      int start,
      int end) {
    /** Returns whether the entry tells of a deletion. */
    public boolean deletes() {
      return method.equals("DELETE");
    }

    /** Returns type and id that the request names, or null where it names no resource. */
    public String[] target() {
      String[] parts = url.replaceFirst("[?].*", "").split("/", -1);
      for (int i = parts.length - 1; i > 0; i--) {
        if (parts[i - 1].matches("[A-Z][A-Za-z]{1,63}") && !parts[i].isEmpty()) {
          return new String[] {parts[i - 1], parts[i]};
        }
      }
      return null;
    }

    /** Returns the version that the answer names, or null. */
    public String version() {
      String version = etag.replaceFirst("^W/", "").replace("\"", "");
      return version.isEmpty() ? null : version;
    }
  }

  /** Cuts a bundle. */
  public static BundlePage read(byte[] text) {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> links = new HashMap<>();
    Instant[] updated = new Instant[1];
    String fault = null;
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        fault = "a JSON object is expected";
      }
      while (fault == null && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "link" -> readLinks(parser, links);
          case "entry" -> readEntries(parser, entries);
          case "meta" -> updated[0] = ResourceHead.instant(members(parser).get("lastUpdated"));
          default -> parser.skipChildren();
        }
      }
    } catch (IOException e) {
      fault = e.getMessage();
    }
    return new BundlePage(text, List.copyOf(entries), Map.copyOf(links), updated[0], fault);
  }

  /** Returns the bytes of an entry's resource. */
  public byte[] resource(Entry entry) {
    return Arrays.copyOfRange(text, entry.head().start(), entry.head().end());
  }

  /** Returns the bytes of an entry. */
  public byte[] bytes(Entry entry) {
    return Arrays.copyOfRange(text, entry.start(), entry.end());
  }

  private static void readLinks(JsonParser parser, Map<String, String> links) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      Map<String, String> link = members(parser);
      if (link.containsKey("relation") && link.containsKey("url")) {
        links.put(link.get("relation"), link.get("url"));
      }
    }
  }

  private static void readEntries(JsonParser parser, List<Entry> entries) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      entries.add(readEntry(parser));
    }
  }

  private static Entry readEntry(JsonParser parser) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    ResourceHead head = null;
    Map<String, String> search = Map.of();
    Map<String, String> request = Map.of();
    Map<String, String> response = Map.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      switch (object ? name : "") {
        case "resource" -> head = ResourceHead.read(parser);
        case "search" -> search = members(parser);
        case "request" -> request = members(parser);
        case "response" -> response = members(parser);
        default -> parser.skipChildren();
      }
    }
    int end = (int) parser.currentLocation().getByteOffset();
    return new Entry(
        head,
        search.getOrDefault("mode", ""),
        request.getOrDefault("method", ""),
        request.getOrDefault("url", ""),
        ResourceHead.instant(response.get("lastModified")),
        response.getOrDefault("etag", ""),
        start,
        end);
  }

  /** The members of an object that are texts. */
  private static Map<String, String> members(JsonParser parser) throws IOException {
    Map<String, String> members = new HashMap<>();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return members;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        members.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return members;
  }
}
