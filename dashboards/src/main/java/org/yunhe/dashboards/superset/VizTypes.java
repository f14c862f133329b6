package org.yunhe.dashboards.superset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.yaml.YamlNode;

/** The visualisations that charts may use, with the keys each understands. */
final class VizTypes {
  private static final String FILE = "superset/viz-types.yaml";

  private final Map<String, VizType> types;

  /** Keys of one visualisation that name columns, that name measures, and the others. */
  record VizType(List<String> columns, List<String> metrics, List<String> others) {
    boolean knows(String key) {
      return columns.contains(key) || metrics.contains(key) || others.contains(key);
    }
  }

  private VizTypes(Map<String, VizType> types) {
    this.types = types;
  }

  static VizTypes load() {
    YamlNode root = YamlNode.parse(FILE, ModelResources.read(FILE), ErrorCode.BAD_MODEL);
    List<String> common = root.texts("common");
    Map<String, VizType> types = new LinkedHashMap<>();
    root.get("types")
        .fields()
        .forEach(
            (name, type) -> {
              List<String> others = new ArrayList<>(common);
              others.addAll(type.texts("others"));
              types.put(name, new VizType(type.texts("columns"), type.texts("metrics"), others));
            });
    return new VizTypes(types);
  }

  /** Returns the visualisation that {@code node} names. */
  VizType get(YamlNode node) {
    VizType type = types.get(node.text());
    if (type == null) {
      throw node.error(
          "visualisation '" + node.text() + "' is not known",
          "use one of " + types.keySet() + " or describe it in " + FILE);
    }
    return type;
  }
}
