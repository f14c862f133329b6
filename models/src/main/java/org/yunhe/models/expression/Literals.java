package org.yunhe.models.expression;

/** Texts between quotes as Spark SQL reads them. */
final class Literals {
  private static final int UNICODE_DIGITS = 4;

  private Literals() {}

  /** Returns what a literal says, given what stands between its quotes. */
  static String text(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\'' && i + 1 < raw.length() && raw.charAt(i + 1) == '\'') {
        i++;
      }
      if (c != '\\' || i + 1 == raw.length()) {
        text.append(c);
        continue;
      }
      char escaped = raw.charAt(++i);
      if (escaped == 'u' && i + UNICODE_DIGITS < raw.length()) {
        text.append((char) Integer.parseInt(raw, i + 1, i + 1 + UNICODE_DIGITS, 16));
        i += UNICODE_DIGITS;
      } else {
        text.append(escaped(escaped));
      }
    }
    return text.toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '0' -> "\0";
      case 'b' -> "\b";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'Z' -> "\u001A";
      case '%', '_' -> "\\" + c;
      default -> String.valueOf(c);
    };
  }
}
