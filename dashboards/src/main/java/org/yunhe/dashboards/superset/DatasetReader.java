package org.yunhe.dashboards.superset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.yunhe.dashboards.superset.DatasetAsset.Field;
import org.yunhe.dashboards.superset.DatasetAsset.Metric;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.CodeEntry;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.yaml.YamlNode;

/**
 * Reads {@code superset/datasets/*.yaml}; what a contract says of a column is not repeated there.
 */
final class DatasetReader {
  private final ContractCatalog contracts;
  private final CodeCatalog codes;

  DatasetReader(ContractCatalog contracts, CodeCatalog codes) {
    this.contracts = contracts;
    this.codes = codes;
  }

  DatasetAsset read(YamlNode root) {
    TableContract contract =
        contracts
            .find(root.get("table").text())
            .orElseThrow(
                () ->
                    root.get("table")
                        .error(
                            "no contract declares '" + root.get("table").text() + "'",
                            "correct the name or add the table"));
    Map<String, Field> fields = new LinkedHashMap<>();
    columns(root, contract).forEach(field -> fields.put(field.name(), field));
    section(root, "coded")
        .forEach((name, node) -> fields.put(name, coded(name, node, contract, fields)));
    section(root, "calculated")
        .forEach((name, node) -> fields.put(name, calculated(name, node, fields)));
    List<Metric> metrics = new ArrayList<>();
    section(root, "metrics").forEach((name, node) -> metrics.add(metric(name, node, fields)));
    root.find("time")
        .ifPresent(
            time -> {
              require(time, time.text(), fields);
              if (!fields.get(time.text()).temporal()) {
                throw time.error("'" + time.text() + "' is no time", "name a time or date");
              }
            });
    return new DatasetAsset(
        root.get("dataset").text(),
        contract,
        root.find("sql").map(Texts::read).orElse(null),
        root.text("time", null),
        List.copyOf(fields.values()),
        metrics);
  }

  private static List<Field> columns(YamlNode root, TableContract contract) {
    List<Field> fields = new ArrayList<>();
    if (root.find("columns").isEmpty()) {
      contract.columns().forEach(column -> fields.add(field(column)));
      return fields;
    }
    for (YamlNode name : root.get("columns").items()) {
      fields.add(
          contract
              .column(name.text())
              .map(DatasetReader::field)
              .orElseThrow(
                  () ->
                      name.error(
                          contract.fullName() + " has no column '" + name.text() + "'",
                          "correct it")));
    }
    return fields;
  }

  private static Field field(ColumnContract column) {
    return new Field(
        column.name(),
        trinoType(column.type()),
        null,
        new Texts(column.textZh(), words(column.name())),
        new Texts(column.textZh(), column.textEn()));
  }

  /** A code as the name that its code list gives it, in English the code itself in words. */
  private Field coded(
      String name, YamlNode node, TableContract contract, Map<String, Field> fields) {
    YamlNode column = node.get("column");
    require(column, column.text(), fields);
    String[] list = node.get("codes").text().split("/", 2);
    Map<String, CodeEntry> entries = list.length == 2 ? codes.list(list[0], list[1]) : Map.of();
    if (entries.isEmpty()) {
      throw node.get("codes").error("there is no such code list", "write value-set/owner");
    }
    Texts title = node.find("title").map(Texts::read).orElse(fields.get(column.text()).title());
    return new Field(
        name,
        "VARCHAR",
        new Texts(
            decode(column.text(), entries, CodeEntry::display),
            decode(column.text(), entries, entry -> words(entry.code()))),
        title,
        title);
  }

  private static String decode(
      String column,
      Map<String, CodeEntry> entries,
      java.util.function.Function<CodeEntry, String> name) {
    return entries.values().stream()
        .collect(
            Collectors.toMap(CodeEntry::code, name, (first, second) -> first, LinkedHashMap::new))
        .entrySet()
        .stream()
        .map(
            entry ->
                " WHEN '%s' THEN '%s'"
                    .formatted(
                        entry.getKey().replace("'", "''"), entry.getValue().replace("'", "''")))
        .collect(Collectors.joining("", "CASE " + column, " ELSE " + column + " END"));
  }

  private static Field calculated(String name, YamlNode node, Map<String, Field> fields) {
    Texts title = Texts.read(node.get("title"));
    Texts sql = node.find("sql").map(Texts::read).orElse(null);
    if (sql != null) {
      requireAll(node.get("sql"), sql, fields);
    }
    return new Field(
        name, node.text("type", "VARCHAR").toUpperCase(Locale.ROOT), sql, title, title);
  }

  private static Metric metric(String name, YamlNode node, Map<String, Field> fields) {
    Texts sql = Texts.read(node.get("sql"));
    requireAll(node.get("sql"), sql, fields);
    return new Metric(name, sql, Texts.read(node.get("title")), node.text("format", null));
  }

  private static void requireAll(YamlNode place, Texts sql, Map<String, Field> fields) {
    SqlColumns.of(sql.zh(), place).forEach(column -> require(place, column, fields));
    SqlColumns.of(sql.en(), place).forEach(column -> require(place, column, fields));
  }

  private static void require(YamlNode place, String column, Map<String, Field> fields) {
    if (!fields.containsKey(column)) {
      throw place.error(
          "the dataset has no column '" + column + "'", "use one of " + fields.keySet());
    }
  }

  private static Map<String, YamlNode> section(YamlNode root, String name) {
    return root.find(name).map(YamlNode::fields).orElse(Map.of());
  }

  /** Returns a name such as {@code from_org_name} or {@code IN_TREATMENT} in words. */
  static String words(String name) {
    String text = name.replace('_', ' ').toLowerCase(Locale.ROOT);
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String trinoType(ColumnType type) {
    return switch (type.kind()) {
      case STRING -> "VARCHAR";
      case INT -> "INTEGER";
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIMESTAMPTZ -> "TIMESTAMP(6) WITH TIME ZONE";
      case DECIMAL -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
      case STRING_ARRAY -> "ARRAY(VARCHAR)";
    };
  }
}
