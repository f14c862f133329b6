package org.yunhe.dashboards.superset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.yaml.YamlNode;

/**
 * Everything below {@code resources/superset}: datasets, charts, dashboards and roles, read and
 * checked against the contracts without any server.
 *
 * @param datasets datasets by name
 * @param charts charts by name
 * @param dashboards dashboards by name
 * @param roles roles by name
 */
record AssetCatalog(
    Map<String, DatasetAsset> datasets,
    Map<String, ChartAsset> charts,
    Map<String, DashboardAsset> dashboards,
    Map<String, RoleAsset> roles) {
  private static final String ROLES = "superset/roles.yaml";

  /** Reads and checks all files on the class path. */
  static AssetCatalog load() {
    return load(Faults.FIRST);
  }

  /** Reads the files on the class path that are right, and reports the others. */
  static AssetCatalog load(Faults faults) {
    return load(
        path -> ModelResources.read(path), folder -> ModelResources.list(folder, ".yaml"), faults);
  }

  /** Reads and checks what {@code text} gives for the paths of a folder that {@code list} gives. */
  static AssetCatalog load(Function<String, String> text, Function<String, List<String>> list) {
    return load(text, list, Faults.FIRST);
  }

  private static AssetCatalog load(
      Function<String, String> text, Function<String, List<String>> list, Faults faults) {
    Map<String, RoleAsset> roles =
        RoleAsset.readAll(YamlNode.parse(ROLES, text.apply(ROLES), ErrorCode.BAD_MODEL));
    DatasetReader datasetReader =
        new DatasetReader(ContractCatalog.load(faults), CodeCatalog.load(faults));
    Map<String, DatasetAsset> datasets = all("dataset", text, list, datasetReader::read, faults);
    Map<String, DashboardAsset> dashboards =
        all("dashboard", text, list, root -> dashboard(root, roles), faults);
    ChartReader chartReader = new ChartReader(datasets, dashboards, VizTypes.load());
    return new AssetCatalog(
        datasets, all("chart", text, list, chartReader::read, faults), dashboards, roles);
  }

  private static <T> Map<String, T> all(
      String kind,
      Function<String, String> text,
      Function<String, List<String>> list,
      Function<YamlNode, T> reader,
      Faults faults) {
    Map<String, T> assets = new TreeMap<>();
    for (String file : list.apply("superset/" + kind + "s")) {
      String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.yaml$", "");
      faults
          .attempt(
              () -> {
                YamlNode root = YamlNode.parse(file, text.apply(file), ErrorCode.BAD_MODEL);
                if (!root.get(kind).text().equals(name)) {
                  throw root.get(kind).error("the file is named " + name, "name both alike");
                }
                return reader.apply(root);
              })
          .ifPresent(asset -> assets.put(name, asset));
    }
    if (assets.isEmpty()) {
      throw new YunheException(
          ErrorCode.BAD_MODEL, "there is no " + kind, "add one below superset/" + kind + "s");
    }
    return assets;
  }

  private static DashboardAsset dashboard(YamlNode root, Map<String, RoleAsset> roles) {
    for (YamlNode role : root.get("roles").items()) {
      if (!roles.containsKey(role.text())) {
        throw role.error("role '" + role.text() + "' is not known", "use one of " + roles.keySet());
      }
    }
    Map<Integer, Texts> headings = new LinkedHashMap<>();
    root.find("headings")
        .ifPresent(
            node ->
                node.fields()
                    .forEach(
                        (row, title) -> headings.put(Integer.valueOf(row), Texts.read(title))));
    return new DashboardAsset(
        root.get("dashboard").text(),
        Texts.read(root.get("title")),
        Texts.read(root.get("says")),
        root.texts("roles"),
        root.integer("refresh-seconds", 0),
        headings);
  }
}
