package org.yunhe.models.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yunhe.models.standard.StandardElements;
import org.yunhe.models.yaml.YamlNode;

/**
 * Looks at FHIRPath expressions as far as that needs no engine: brackets and quotes are closed, and
 * a path that starts at the resource starts with one of its elements. What remains the engine tells
 * when it analyses the view.
 */
final class ViewPaths {
  private static final Pattern FIRST =
      Pattern.compile("^\\s*([a-z][A-Za-z0-9]*)\\s*(\\.|\\[|$|\\s)");
  private static final Pattern CARRIER = Pattern.compile("\\b" + ViewReader.CARRIER + "\\b");
  private static final String QUOTES = "'\"`";

  private final StandardElements fhir;

  ViewPaths(StandardElements fhir) {
    this.fhir = fhir;
  }

  /** Complains of an expression at its line; {@code atRoot}: it is evaluated on the resource. */
  void check(String resource, YamlNode path, boolean atRoot) {
    String text = path.text();
    if (text.isBlank()) {
      throw path.error("the path is empty", "write a FHIRPath expression");
    }
    String open = unclosed(text);
    if (open != null) {
      throw path.error("'" + text + "': " + open + " has no counterpart", "close or remove it");
    }
    if (CARRIER.matcher(text).find()) {
      throw path.error(
          ViewReader.CARRIER + " carries where the resource came from", "do not read it in a view");
    }
    Matcher first = FIRST.matcher(text);
    if (atRoot && first.find() && !isElement(resource, first.group(1))) {
      throw path.error(
          "'" + first.group(1) + "' is no element of " + resource,
          "correct the path; the elements are in standards/fhir-r4.txt");
    }
  }

  private boolean isElement(String resource, String name) {
    return name.equals("true")
        || name.equals("false")
        || fhir.contains(resource + "." + name)
        || fhir.contains(resource + "." + name + "[x]");
  }

  private static String unclosed(String text) {
    Deque<Character> open = new ArrayDeque<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (QUOTES.indexOf(c) >= 0) {
        i = end(text, i);
        if (i < 0) {
          return String.valueOf(c);
        }
      } else if (c == '(' || c == '[' || c == '{') {
        open.push(c);
      } else if (c == ')' || c == ']' || c == '}') {
        if (open.isEmpty() || "([{".indexOf(open.pop()) != ")]}".indexOf(c)) {
          return String.valueOf(c);
        }
      }
    }
    return open.isEmpty() ? null : String.valueOf(open.peek());
  }

  /** Returns where the text that a quote opens at {@code from} ends, or -1. */
  private static int end(String text, int from) {
    for (int i = from + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == text.charAt(from)) {
        return i;
      }
    }
    return -1;
  }
}
