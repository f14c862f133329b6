package org.yunhe.models.expression;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Compiled patterns of RLIKE and LIKE; each is compiled once. */
final class Patterns {
  private static final int MOST = 10_000;
  private static final Map<String, Pattern> REGULAR = new ConcurrentHashMap<>();
  private static final Map<String, Pattern> LIKE = new ConcurrentHashMap<>();

  private Patterns() {}

  /** Returns a regular expression. */
  static Pattern regular(String expression) {
    Pattern known = REGULAR.get(expression);
    return known == null ? kept(REGULAR, expression, compile(expression)) : known;
  }

  /** Returns a LIKE pattern as a regular expression that must match the whole text. */
  static Pattern like(String pattern, char escape) {
    String key = escape + pattern;
    Pattern known = LIKE.get(key);
    return known == null
        ? kept(LIKE, key, Pattern.compile(translated(pattern, escape), Pattern.DOTALL))
        : known;
  }

  private static Pattern kept(Map<String, Pattern> patterns, String key, Pattern pattern) {
    if (patterns.size() < MOST) {
      patterns.put(key, pattern);
    }
    return pattern;
  }

  private static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new EvaluationException("'" + expression + "' is no regular expression");
    }
  }

  private static String translated(String pattern, char escape) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == escape && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
      } else if (c == '_') {
        regex.append('.');
      } else if (c == '%') {
        regex.append(".*");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
