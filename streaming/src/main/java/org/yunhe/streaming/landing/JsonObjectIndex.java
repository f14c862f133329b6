package org.yunhe.streaming.landing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The members of one JSON object by position: where each name and value lies in the bytes. Reused
 * from record to record; of a name that comes twice the first counts.
 */
final class JsonObjectIndex {
  private static final int WIDTH = 4;

  private final JsonScanner scanner;
  private final byte[][] nestedNames;
  private final JsonObjectIndex[] nested;
  private byte[] bytes = {};
  private int[] bounds = new int[WIDTH * 32];
  private int size;

  JsonObjectIndex(JsonScanner scanner) {
    this(scanner, Map.of());
  }

  /** An index that reads the members of these names, where they are objects, into the others. */
  JsonObjectIndex(JsonScanner scanner, Map<String, JsonObjectIndex> nested) {
    this.scanner = scanner;
    this.nestedNames =
        nested.keySet().stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.nested = nested.values().toArray(JsonObjectIndex[]::new);
  }

  /** Reads the whole of {@code json} as one object. */
  void read(byte[] json) throws MalformedJsonException {
    scanner.over(json, json.length);
    int end = scanner.skipSpace(readObject(json, scanner.skipSpace(0)));
    if (end != json.length) {
      throw scanner.malformed("something after the object", end);
    }
  }

  /** Reads the object that starts at {@code from} in what the scanner is over: its end. */
  int readObject(byte[] json, int from) throws MalformedJsonException {
    bytes = json;
    size = 0;
    if (scanner.at(from) != '{') {
      throw scanner.malformed("expected an object", from);
    }
    int p = scanner.skipSpace(from + 1);
    return scanner.at(p) == '}' ? p + 1 : readMembers(p);
  }

  private int readMembers(int from) throws MalformedJsonException {
    int p = from;
    while (true) {
      int nameEnd = scanner.skipString(p);
      int value = scanner.skipColon(nameEnd);
      JsonObjectIndex inner = scanner.at(value) == '{' ? nested(p + 1, nameEnd - 1) : null;
      int valueEnd = inner == null ? scanner.skipValue(value) : inner.readObject(bytes, value);
      add(p + 1, nameEnd - 1, value, valueEnd);
      p = scanner.skipSpace(valueEnd);
      byte c = scanner.at(p);
      if (c == '}') {
        return p + 1;
      }
      if (c != ',') {
        throw scanner.malformed("expected a comma or the end of an object", p);
      }
      p = scanner.skipSpace(p + 1);
    }
  }

  /** The index that the member of that name is read into; none where the name came before. */
  private JsonObjectIndex nested(int nameStart, int nameEnd) {
    for (int i = 0; i < nested.length; i++) {
      byte[] name = nestedNames[i];
      if (Arrays.equals(bytes, nameStart, nameEnd, name, 0, name.length)) {
        return place(name) < 0 ? nested[i] : null;
      }
    }
    return null;
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
    int at = place(name);
    return at < 0 || bytes[bounds[at + 2]] == 'n' ? -1 : at;
  }

  private int place(byte[] name) {
    for (int at = 0; at < size * WIDTH; at += WIDTH) {
      if (Arrays.equals(bytes, bounds[at], bounds[at + 1], name, 0, name.length)) {
        return at;
      }
    }
    return -1;
  }

  /** How many members the object has. */
  int size() {
    return size;
  }

  /** The member at that place, from 0. */
  int member(int place) {
    return place * WIDTH;
  }

  /** The name of the member at that place. */
  String name(int place) {
    int at = member(place);
    String raw = new String(bytes, bounds[at], bounds[at + 1] - bounds[at], StandardCharsets.UTF_8);
    return raw.indexOf('\\') < 0 ? raw : JsonText.unescape(raw);
  }

  /** Whether the member at that place has that name, which needs no escape. */
  boolean isNamed(int place, byte[] name) {
    int at = member(place);
    return Arrays.equals(bytes, bounds[at], bounds[at + 1], name, 0, name.length);
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

  /** Appends the value as text to {@code target}. */
  void appendTo(ByteText target, int member) {
    if (isEscaped(member)) {
      byte[] text = textBytes(member);
      target.append(text, 0, text.length);
    } else {
      int quote = kind(member) == '"' ? 1 : 0;
      target.append(bytes, start(member) + quote, end(member) - quote);
    }
  }

  /** The value as text: a string without its quotes, anything else as it is written. */
  String text(int member) {
    boolean quoted = kind(member) == '"';
    int from = quoted ? start(member) + 1 : start(member);
    int to = quoted ? end(member) - 1 : end(member);
    String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return raw.indexOf('\\') < 0 ? raw : JsonText.unescape(raw);
  }

  /** The bytes of {@link #text}, without making the text where nothing is escaped. */
  byte[] textBytes(int member) {
    if (isEscaped(member)) {
      return text(member).getBytes(StandardCharsets.UTF_8);
    }
    int quote = kind(member) == '"' ? 1 : 0;
    return Arrays.copyOfRange(bytes, start(member) + quote, end(member) - quote);
  }

  private boolean isEscaped(int member) {
    for (int p = start(member); p < end(member); p++) {
      if (bytes[p] == '\\') {
        return true;
      }
    }
    return false;
  }

  /** How many digits the value has, where it is a whole number, quoted or not; else 0. */
  int digits(int member) {
    int quote = kind(member) == '"' ? 1 : 0;
    for (int p = start(member) + quote; p < end(member) - quote; p++) {
      if (bytes[p] < '0' || bytes[p] > '9') {
        return 0;
      }
    }
    return end(member) - start(member) - 2 * quote;
  }

  /** The value as a whole number of at most 18 digits, or {@code otherwise} where it is none. */
  long number(int member, long otherwise) {
    int length = digits(member);
    if (length == 0 || length > 18) {
      return otherwise;
    }
    int from = kind(member) == '"' ? start(member) + 1 : start(member);
    long number = 0;
    for (int p = from; p < from + length; p++) {
      number = number * 10 + (bytes[p] - '0');
    }
    return number;
  }
}
