package org.yunhe.streaming.landing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The members of one JSON object by position: where each name and value lies in the bytes. Reused
 * from record to record; of a name that comes twice the first counts.
 */
final class JsonObjectIndex {
  private static final int WIDTH = 4;

  private final JsonScanner scanner;
  private byte[] bytes = {};
  private int[] bounds = new int[WIDTH * 32];
  private int size;

  JsonObjectIndex(JsonScanner scanner) {
    this.scanner = scanner;
  }

  /** Reads the whole of {@code json} as one object. */
  void read(byte[] json) throws MalformedJsonException {
    int end = read(json, 0, json.length);
    if (end != json.length) {
      throw scanner.malformed("something after the object", end);
    }
  }

  /** Reads the object in {@code json[from, to)}; the position after it and the space behind it. */
  int read(byte[] json, int from, int to) throws MalformedJsonException {
    bytes = json;
    size = 0;
    scanner.over(json, to);
    int p = scanner.skipSpace(from);
    if (scanner.at(p) != '{') {
      throw scanner.malformed("expected an object", p);
    }
    p = scanner.skipSpace(p + 1);
    if (scanner.at(p) != '}') {
      p = readMembers(p);
    }
    return scanner.skipSpace(p + 1);
  }

  private int readMembers(int from) throws MalformedJsonException {
    int p = from;
    while (true) {
      int nameEnd = scanner.skipString(p);
      int value = scanner.skipColon(nameEnd);
      int valueEnd = scanner.skipValue(value);
      add(p + 1, nameEnd - 1, value, valueEnd);
      p = scanner.skipSpace(valueEnd);
      byte c = scanner.at(p);
      if (c == '}') {
        return p;
      }
      if (c != ',') {
        throw scanner.malformed("expected a comma or the end of an object", p);
      }
      p = scanner.skipSpace(p + 1);
    }
  }

  private void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    int at = size * WIDTH;
    if (at == bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    bounds[at] = nameStart;
    bounds[at + 1] = nameEnd;
    bounds[at + 2] = valueStart;
    bounds[at + 3] = valueEnd;
    size++;
  }

  /** The member of that name, or -1; a null value counts as no member. */
  int find(byte[] name) {
    for (int at = 0; at < size * WIDTH; at += WIDTH) {
      if (Arrays.equals(bytes, bounds[at], bounds[at + 1], name, 0, name.length)) {
        return bytes[bounds[at + 2]] == 'n' ? -1 : at;
      }
    }
    return -1;
  }

  int start(int member) {
    return bounds[member + 2];
  }

  int end(int member) {
    return bounds[member + 3];
  }

  /** The first byte of the value, which tells its kind. */
  byte kind(int member) {
    return bytes[start(member)];
  }

  /** The value as text: a string without its quotes, anything else as it is written. */
  String text(int member) {
    boolean quoted = kind(member) == '"';
    int from = quoted ? start(member) + 1 : start(member);
    int to = quoted ? end(member) - 1 : end(member);
    String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return raw.indexOf('\\') < 0 ? raw : JsonText.unescape(raw);
  }

  /** The value as a whole number of at most 18 digits, or {@code otherwise} where it is none. */
  long number(int member, long otherwise) {
    boolean quoted = kind(member) == '"';
    int from = quoted ? start(member) + 1 : start(member);
    int to = quoted ? end(member) - 1 : end(member);
    if (from == to || to - from > 18) {
      return otherwise;
    }
    long number = 0;
    for (int p = from; p < to; p++) {
      if (bytes[p] < '0' || bytes[p] > '9') {
        return otherwise;
      }
      number = number * 10 + (bytes[p] - '0');
    }
    return number;
  }
}
