package org.yunhe.streaming.landing;

/**
 * Finds where JSON values end in UTF-8 bytes, checking the grammar (RFC 8259) and the encoding on
 * the way, without building anything. Positions are indexes into the array given to {@link #over}.
 */
final class JsonScanner {
  static final int MAX_DEPTH = 1000;

  private final boolean[] inObject = new boolean[MAX_DEPTH];
  private int depth;
  private byte[] bytes = {};
  private int end;

  /** Points the scanner at {@code bytes[0, end)}. */
  void over(byte[] json, int limit) {
    bytes = json;
    end = limit;
  }

  /** The position of the first byte at or after {@code from} that is not white space. */
  int skipSpace(int from) {
    int p = from;
    while (p < end && isSpace(bytes[p])) {
      p++;
    }
    return p;
  }

  /** The position after the value that starts at {@code from}, which must not be white space. */
  int skipValue(int from) throws MalformedJsonException {
    depth = 0;
    int p = from;
    do {
      p = afterOrIn(descend(p));
    } while (depth > 0);
    return p;
  }

  /** The position after the string that starts at {@code from} with its opening quote. */
  int skipString(int from) throws MalformedJsonException {
    if (at(from) != '"') {
      throw malformed("expected a string", from);
    }
    int p = from + 1;
    while (true) {
      while (p < end && isPlain(bytes[p])) {
        p++;
      }
      byte c = at(p);
      if (c == '"') {
        return p + 1;
      }
      if (c == '\\') {
        p = skipEscape(p + 1);
      } else if (c < 0) {
        p = Utf8.skip(bytes, p, end);
        if (p < 0) {
          throw malformed("not UTF-8", from);
        }
      } else {
        throw malformed("control character in a string", p);
      }
    }
  }

  /** The position of the value after the name that starts at {@code from}, over the colon. */
  int skipColon(int from) throws MalformedJsonException {
    int p = skipSpace(from);
    if (at(p) != ':') {
      throw malformed("expected a colon", p);
    }
    return skipSpace(p + 1);
  }

  byte at(int p) throws MalformedJsonException {
    if (p >= end) {
      throw malformed("ended too early", p);
    }
    return bytes[p];
  }

  MalformedJsonException malformed(String what, int p) {
    return new MalformedJsonException(what + " at byte " + p);
  }

  /** From a value to the end of the first scalar or empty container in it, noting what it opens. */
  private int descend(int from) throws MalformedJsonException {
    int p = from;
    for (byte c = at(p); c == '{' || c == '['; c = at(p)) {
      boolean object = c == '{';
      p = skipSpace(p + 1);
      if (at(p) == (object ? '}' : ']')) {
        return p + 1;
      }
      open(object, p);
      p = object ? skipColon(skipString(p)) : p;
    }
    return skipScalar(p);
  }

  private void open(boolean object, int p) throws MalformedJsonException {
    if (depth == MAX_DEPTH) {
      throw malformed("nested deeper than " + MAX_DEPTH, p);
    }
    inObject[depth++] = object;
  }

  /**
   * Closes the containers that end here: the position after the last, or of the next value in one.
   */
  private int afterOrIn(int from) throws MalformedJsonException {
    int p = from;
    while (depth > 0) {
      p = skipSpace(p);
      boolean object = inObject[depth - 1];
      byte c = at(p);
      if (c == ',') {
        int next = skipSpace(p + 1);
        return object ? skipColon(skipString(next)) : next;
      }
      if (c != (object ? '}' : ']')) {
        throw malformed("expected a comma or the end of an object or array", p);
      }
      depth--;
      p++;
    }
    return p;
  }

  private int skipScalar(int p) throws MalformedJsonException {
    return switch (at(p)) {
      case '"' -> skipString(p);
      case 't' -> skipLiteral(p, "true");
      case 'f' -> skipLiteral(p, "false");
      case 'n' -> skipLiteral(p, "null");
      default -> skipNumber(p);
    };
  }

  private int skipLiteral(int from, String literal) throws MalformedJsonException {
    for (int i = 0; i < literal.length(); i++) {
      if (at(from + i) != literal.charAt(i)) {
        throw malformed("expected a value", from);
      }
    }
    return from + literal.length();
  }

  private int skipNumber(int from) throws MalformedJsonException {
    int p = at(from) == '-' ? from + 1 : from;
    p = at(p) == '0' ? p + 1 : skipDigits(p);
    if (p < end && bytes[p] == '.') {
      p = skipDigits(p + 1);
    }
    if (p < end && (bytes[p] == 'e' || bytes[p] == 'E')) {
      byte sign = at(p + 1);
      p = skipDigits(sign == '+' || sign == '-' ? p + 2 : p + 1);
    }
    return p;
  }

  private int skipDigits(int from) throws MalformedJsonException {
    if (!isDigit(at(from))) {
      throw malformed("expected a value", from);
    }
    int p = from;
    while (p < end && isDigit(bytes[p])) {
      p++;
    }
    return p;
  }

  private int skipEscape(int p) throws MalformedJsonException {
    byte c = at(p);
    if (c != 'u') {
      if ("\"\\/bfnrt".indexOf(c) < 0) {
        throw malformed("unknown escape", p);
      }
      return p + 1;
    }
    for (int i = 1; i <= 4; i++) {
      if (Character.digit(at(p + i), 16) < 0) {
        throw malformed("unknown escape", p);
      }
    }
    return p + 5;
  }

  private static boolean isPlain(byte c) {
    return c >= ' ' && c != '"' && c != '\\';
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
