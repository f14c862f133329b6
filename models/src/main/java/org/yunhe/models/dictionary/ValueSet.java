package org.yunhe.models.dictionary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yunhe.models.code.Csv;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.yaml.YamlNode;

/**
 * A value set with the lists of its owners.
 *
 * @param name name, such as {@code sex}
 * @param textEn what it is, in English
 * @param textZh the same in Chinese
 * @param system code system of the standard codes
 * @param source where its entries come from
 * @param lists rows of each owner's list, the header first
 */
record ValueSet(
    String name,
    String textEn,
    String textZh,
    String system,
    String source,
    Map<String, List<List<String>>> lists) {

  /** Reads all value sets on the class path by name. */
  static Map<String, ValueSet> load() {
    Map<String, ValueSet> sets = new TreeMap<>();
    for (String file : ModelResources.list("codes", ".yaml")) {
      YamlNode root = YamlNode.parse(file, ModelResources.read(file), ErrorCode.BAD_MODEL);
      if (root.find("value_set").isPresent()) {
        String name = root.get("value_set").text();
        sets.put(
            name,
            new ValueSet(
                name,
                root.get("name").get("en").text(),
                root.get("name").get("zh").text(),
                root.text("system", ""),
                root.text("source", ""),
                lists(name)));
      }
    }
    return sets;
  }

  /** Returns whether its codes are of the system that a column names. */
  boolean isOf(String codeSystem) {
    return codeSystem != null
        && !codeSystem.equals("Yunhe")
        && !codeSystem.equals("UCUM")
        && (system.equals(codeSystem)
            || system.startsWith(codeSystem + "-")
            || system.startsWith(codeSystem + " "));
  }

  private static Map<String, List<List<String>>> lists(String name) {
    Map<String, List<List<String>>> lists = new LinkedHashMap<>();
    for (String file : ModelResources.list("codes/" + name, ".csv")) {
      String owner = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.csv$", "");
      lists.put(owner, Csv.parse(file, ModelResources.read(file)));
    }
    return lists;
  }
}
