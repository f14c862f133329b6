package org.yunhe.models.access;

import java.util.regex.Pattern;

/** Names with {@code *} for any letters, as people write them in the policy file. */
final class NamePattern {
  private NamePattern() {}

  static boolean matches(String pattern, String name) {
    return name.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
  }
}
