package org.yunhe.models.indicator;

import org.yunhe.models.yaml.YamlNode;

/**
 * A text for people in the two languages.
 *
 * @param zh Chinese
 * @param en English
 */
public record LocalizedText(String zh, String en) {

  /** Reads a mapping with {@code zh} and {@code en}. */
  static LocalizedText read(YamlNode node) {
    return new LocalizedText(filled(node.get("zh")), filled(node.get("en")));
  }

  /** Returns the text in {@code language}, {@code zh} or {@code en}. */
  public String in(String language) {
    return language.equals("zh") ? zh : en;
  }

  private static String filled(YamlNode node) {
    if (node.text().isBlank()) {
      throw node.error("the text is empty", "write it");
    }
    return node.text();
  }
}
