package org.yunhe.dashboards.superset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.yaml.YamlNode;

/** A text for people in both languages. */
record Texts(String zh, String en) {
  /** Returns the text in {@code language}, zh or en. */
  String in(String language) {
    return language.equals("zh") ? zh : en;
  }

  /** Reads {@code {zh: …, en: …}}, or one text that stands for both. */
  static Texts read(YamlNode node) {
    if (node.value() instanceof Map) {
      return new Texts(node.get("zh").text(), node.get("en").text());
    }
    return new Texts(node.text(), node.text());
  }

  /** Returns {@code value} with every {@code {zh: …, en: …}} in it replaced by its text. */
  static Object resolve(Object value, String language) {
    if (value instanceof Map<?, ?> map) {
      if (map.size() == 2 && map.containsKey("zh") && map.containsKey("en")) {
        return map.get(language);
      }
      Map<String, Object> resolved = new LinkedHashMap<>();
      map.forEach((key, child) -> resolved.put((String) key, resolve(child, language)));
      return resolved;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> resolve(item, language)).toList();
    }
    return value;
  }
}
