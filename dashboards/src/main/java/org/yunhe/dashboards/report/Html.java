package org.yunhe.dashboards.report;

/** Writes text into HTML and SVG. */
final class Html {
  private Html() {}

  /** Returns {@code text} with the characters that mean something in HTML escaped. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
