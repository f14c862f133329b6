package org.yunhe.models.mart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.yaml.YamlNode;

/** All queries of {@code marts/}, with what {@code marts/queries.yaml} says of them. */
public final class MartCatalog {
  private static final String FOLDER = "marts/";
  private static final String FILE = FOLDER + "queries.yaml";
  private static final String SQL = ".sql";

  private final Map<String, MartQuery> queries;
  private final Map<String, EvaluatedDefinitions> definitions;

  private MartCatalog(
      Map<String, MartQuery> queries, Map<String, EvaluatedDefinitions> definitions) {
    this.queries = queries;
    this.definitions = definitions;
  }

  /** Loads the queries that are declared and there, and reports the others. */
  public static MartCatalog load(Faults faults) {
    YamlNode root = YamlNode.parse(FILE, ModelResources.read(FILE), ErrorCode.BAD_MODEL);
    root.onlyKeys("queries", "definitions");
    TreeSet<String> files = new TreeSet<>(ModelResources.list("marts", SQL));
    Map<String, MartQuery> queries = new LinkedHashMap<>();
    root.get("queries")
        .fields()
        .forEach(
            (name, node) -> {
              files.remove(FOLDER + name + SQL);
              faults.attempt(() -> query(name, node)).ifPresent(query -> queries.put(name, query));
            });
    for (String file : files) {
      faults.report(
          new YunheException(
              ErrorCode.BAD_MODEL,
              file + ":1: " + FILE + " does not name the query",
              "add it there with the table it gives"));
    }
    Map<String, EvaluatedDefinitions> definitions = new LinkedHashMap<>();
    root.get("definitions")
        .fields()
        .forEach(
            (name, node) ->
                definitions.put(
                    name, new EvaluatedDefinitions(node.texts("reads"), node.texts("gives"))));
    return new MartCatalog(queries, definitions);
  }

  /** Returns all queries in the order of the file. */
  public List<MartQuery> queries() {
    return new ArrayList<>(queries.values());
  }

  /** Returns the query of that name, if there is one. */
  public Optional<MartQuery> find(String name) {
    return Optional.ofNullable(queries.get(name));
  }

  /** Returns what {@code cohorts} or {@code releases} are evaluated over. */
  public EvaluatedDefinitions definitions(String kind) {
    return definitions.getOrDefault(kind, new EvaluatedDefinitions(List.of(), List.of()));
  }

  private static MartQuery query(String name, YamlNode node) {
    node.onlyKeys("gives", "added", "given");
    String file = FOLDER + name + SQL;
    Map<String, GivenView> given = new LinkedHashMap<>();
    node.find("given")
        .ifPresent(
            views -> views.fields().forEach((view, said) -> given.put(view, view(view, said))));
    return new MartQuery(
        name,
        node.text("gives", null),
        node.texts("added"),
        given,
        ModelResources.read(file),
        file);
  }

  private static GivenView view(String name, YamlNode node) {
    node.onlyKeys("query", "table", "of", "columns");
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    node.find("columns")
        .ifPresent(
            list -> list.fields().forEach((column, type) -> columns.put(column, type(type))));
    return new GivenView(
        name, node.text("query", null), node.text("table", null), node.text("of", null), columns);
  }

  private static ColumnType type(YamlNode node) {
    try {
      return ColumnType.of(node.text());
    } catch (IllegalArgumentException e) {
      throw node.error("type '" + node.text() + "' is not known", "use a type of the contracts");
    }
  }
}
