package org.yunhe.dashboards.superset;

import java.util.List;
import java.util.Map;
import org.yunhe.dashboards.superset.ChartAsset.Place;
import org.yunhe.dashboards.superset.VizTypes.VizType;
import org.yunhe.models.yaml.YamlNode;

/** Reads {@code superset/charts/*.yaml} and complains of every name that nothing stands behind. */
final class ChartReader {
  private static final int COLUMNS = 12;

  private final Map<String, DatasetAsset> datasets;
  private final Map<String, DashboardAsset> dashboards;
  private final VizTypes types;

  ChartReader(
      Map<String, DatasetAsset> datasets, Map<String, DashboardAsset> dashboards, VizTypes types) {
    this.datasets = datasets;
    this.dashboards = dashboards;
    this.types = types;
  }

  @SuppressWarnings("unchecked")
  ChartAsset read(YamlNode root) {
    DatasetAsset dataset = known(root.get("dataset"), datasets);
    known(root.get("dashboard"), dashboards);
    VizType type = types.get(root.get("type"));
    YamlNode params = root.get("params");
    params.fields().forEach((key, value) -> check(key, value, type, dataset));
    List<String> filters = root.texts("filters");
    root.find("filters")
        .ifPresent(
            list ->
                list.items()
                    .forEach(item -> columns(item, SqlColumns.of(item.text(), item), dataset)));
    return new ChartAsset(
        root.get("chart").text(),
        dataset.name(),
        root.get("type").text(),
        Texts.read(root.get("title")),
        Texts.read(root.get("says")),
        (Map<String, Object>) params.value(),
        filters,
        root.get("dashboard").text(),
        place(root.get("place")));
  }

  private static void check(String key, YamlNode value, VizType type, DatasetAsset dataset) {
    if (!type.knows(key)) {
      throw value.error(
          "this visualisation has no key '" + key + "'",
          "correct it, or add the key to superset/viz-types.yaml");
    }
    if (type.columns().contains(key)) {
      names(value).forEach(name -> columns(name, List.of(name.text()), dataset));
    }
    if (type.metrics().contains(key)) {
      for (YamlNode name : names(value)) {
        if (dataset.metric(name.text()).isEmpty()) {
          throw name.error(
              "dataset " + dataset.name() + " has no metric '" + name.text() + "'",
              "use one of " + dataset.metrics().stream().map(DatasetAsset.Metric::name).toList());
        }
      }
    }
  }

  private static void columns(YamlNode place, Iterable<String> names, DatasetAsset dataset) {
    for (String name : names) {
      if (dataset.field(name).isEmpty()) {
        throw place.error(
            "dataset " + dataset.name() + " has no column '" + name + "'",
            "use one of " + dataset.fields().stream().map(DatasetAsset.Field::name).toList());
      }
    }
  }

  private static List<YamlNode> names(YamlNode value) {
    return value.value() instanceof List ? value.items() : List.of(value);
  }

  private static <T> T known(YamlNode name, Map<String, T> things) {
    T thing = things.get(name.text());
    if (thing == null) {
      throw name.error("'" + name.text() + "' is not known", "use one of " + things.keySet());
    }
    return thing;
  }

  private static Place place(YamlNode node) {
    Place place =
        new Place(
            node.get("row").integer(),
            node.integer("order", 1),
            node.get("width").integer(),
            node.get("height").integer());
    if (place.width() < 1 || place.width() > COLUMNS) {
      throw node.get("width").error("a page is 12 wide", "use 1 to 12");
    }
    return place;
  }
}
