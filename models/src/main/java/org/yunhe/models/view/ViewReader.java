package org.yunhe.models.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.standard.StandardElements;
import org.yunhe.models.yaml.YamlNode;

/** Reads one ViewDefinition (SQL on FHIR 2.0, JSON) and holds it against FHIR R4. */
final class ViewReader {
  /** Element that carries the provenance of a resource through the view. */
  static final String CARRIER = "implicitRules";

  private static final Set<String> TYPES =
      Set.of(
          "ViewDefinition",
          "http://hl7.org/fhir/uv/sql-on-fhir/StructureDefinition/ViewDefinition",
          "https://sql-on-fhir.org/ig/StructureDefinition/ViewDefinition");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final List<String> REPEATING = List.of("forEach", "forEachOrNull", "repeat");

  private final String file;
  private final StandardElements fhir;
  private final ViewPaths paths;
  private String resource;
  private boolean repeats;

  ViewReader(String file, StandardElements fhir) {
    this.file = file;
    this.fhir = fhir;
    this.paths = new ViewPaths(fhir);
  }

  ViewDefinition read() {
    return read(ModelResources.read(file));
  }

  ViewDefinition read(String json) {
    YamlNode root = YamlNode.parse(file, json, ErrorCode.BAD_MODEL);
    head(root);
    Map<String, ViewColumn> columns = new LinkedHashMap<>();
    List<YamlNode> selects = root.get("select").items();
    if (selects.isEmpty()) {
      throw root.get("select").error("nothing is selected", "add {\"column\": […]}");
    }
    selects.forEach(select -> add(columns, select(select, true)));
    root.find("where")
        .ifPresent(
            where -> where.items().forEach(rule -> paths.check(resource, rule.get("path"), true)));
    return new ViewDefinition(resource, List.copyOf(columns.values()), repeats, json, file);
  }

  private void head(YamlNode root) {
    YamlNode type = root.get("resourceType");
    if (!TYPES.contains(type.text())) {
      throw type.error(
          "'" + type.text() + "' is no ViewDefinition",
          "write \"resourceType\": \"ViewDefinition\"");
    }
    YamlNode about = root.get("resource");
    resource = about.text();
    if (!fhir.contains(resource) || resource.contains(".")) {
      throw about.error("'" + resource + "' is no resource of FHIR R4", "correct the name");
    }
    if (!file.endsWith("/" + resource + ".json")) {
      throw about.error("the view is of " + resource, "name the file " + resource + ".json");
    }
  }

  private List<ViewColumn> select(YamlNode node, boolean atRoot) {
    node.onlyKeys("column", "select", "forEach", "forEachOrNull", "repeat", "unionAll");
    List<ViewColumn> columns = new ArrayList<>();
    boolean inside = atRoot;
    for (String key : REPEATING) {
      YamlNode each = node.find(key).orElse(null);
      if (each != null) {
        repeats = true;
        if (each.isScalar()) {
          paths.check(resource, each, atRoot);
        }
        inside = false;
      }
    }
    boolean root = inside;
    node.find("column")
        .ifPresent(list -> list.items().forEach(item -> columns.add(column(item, root))));
    node.find("select")
        .ifPresent(list -> list.items().forEach(item -> columns.addAll(select(item, root))));
    node.find("unionAll").ifPresent(list -> columns.addAll(union(list, root)));
    if (columns.isEmpty()) {
      throw node.error("it selects no column", "add {\"column\": […]}");
    }
    return columns;
  }

  private List<ViewColumn> union(YamlNode list, boolean atRoot) {
    repeats = true;
    List<ViewColumn> first = null;
    for (YamlNode item : list.items()) {
      List<ViewColumn> branch = select(item, atRoot);
      if (first != null && !names(first).equals(names(branch))) {
        throw item.error(
            "it gives " + names(branch) + ", the first part " + names(first),
            "give the same columns in the same order");
      }
      first = first == null ? branch : first;
    }
    return first == null ? List.of() : first;
  }

  private static List<String> names(List<ViewColumn> columns) {
    return columns.stream().map(ViewColumn::name).toList();
  }

  private ViewColumn column(YamlNode node, boolean atRoot) {
    node.onlyKeys("name", "path", "type", "collection", "description", "tag");
    YamlNode name = node.get("name");
    if (!NAME.matcher(name.text()).matches()) {
      throw name.error(
          "'" + name.text() + "' cannot be a column",
          "begin with a letter, then letters, digits, _");
    }
    paths.check(resource, node.get("path"), atRoot);
    return new ViewColumn(
        name.text(),
        node.get("path").text(),
        node.text("type", null),
        node.flag("collection", false),
        name.place());
  }

  private void add(Map<String, ViewColumn> all, List<ViewColumn> columns) {
    for (ViewColumn column : columns) {
      ViewColumn other = all.putIfAbsent(column.name(), column);
      if (other != null) {
        throw new YunheException(
            ErrorCode.BAD_MODEL,
            column.place() + ": column '" + column.name() + "' is given at " + other.place(),
            "rename one");
      }
    }
  }
}
