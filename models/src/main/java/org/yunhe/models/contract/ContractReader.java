package org.yunhe.models.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.standard.CodeSystems;
import org.yunhe.models.standard.StandardElements;
import org.yunhe.models.standard.Units;
import org.yunhe.models.yaml.YamlNode;

/** Reads one Open Data Contract Standard 3.2 file into a {@link TableContract}. */
final class ContractReader {
  private static final Set<String> LEVELS = Set.of("L1", "L2", "L3", "L4", "L5");
  private static final Set<String> CATEGORIES = Set.of("C1", "C2", "C3", "C4", "C5", "C6");

  private static final ColumnType UNREADABLE = ColumnType.of("string");

  private ContractReader() {}

  /** What columns may refer to outside, read once. */
  private static final class Standards {
    private static final CodeSystems CODE_SYSTEMS = CodeSystems.load();
    private static final StandardElements OMOP = StandardElements.omop();
    private static final StandardElements FHIR = StandardElements.fhir();
  }

  /**
   * Reads a contract; faults of its columns and rules, and of its table as a whole, are reported
   * one by one.
   */
  static TableContract read(String file, String text, Faults faults) {
    YamlNode root = YamlNode.parse(file, text, ErrorCode.BAD_MODEL);
    if (!root.get("kind").text().equals("DataContract")) {
      throw root.get("kind").error("kind must be DataContract", "write 'kind: DataContract'");
    }
    List<YamlNode> tables = root.get("schema").items();
    if (tables.size() != 1) {
      throw root.get("schema").error("one table a file is expected", "split the file");
    }
    YamlNode table = tables.get(0);
    String fullName = table.get("physicalName").text();
    String[] parts = fullName.split("\\.", -1);
    if (parts.length != 2) {
      throw table
          .get("physicalName")
          .error("'" + fullName + "' is not layer.table", "write for instance core.patient");
    }
    Map<String, YamlNode> custom = customProperties(table);
    List<ColumnContract> columns = columns(table, faults);
    TableContract contract =
        new TableContract(
            parts[0],
            parts[1],
            root.get("version").text(),
            root.get("description").get("purpose").text(),
            Optional.ofNullable(customProperties(root).get("purposeZh"))
                .map(YamlNode::text)
                .orElseThrow(
                    () -> root.error("custom property purposeZh is missing", "add the purpose")),
            table.get("dataGranularityDescription").text(),
            Optional.ofNullable(custom.get("grainZh"))
                .map(YamlNode::text)
                .orElseThrow(
                    () -> table.error("custom property grainZh is missing", "add the grain")),
            faults.attempt(() -> level(table, custom.get("classification"))).orElse("L5"),
            columns,
            texts(custom.get("partitioning")),
            texts(custom.get("sortOrder")),
            properties(custom.get("tableProperties")),
            view(table.get("physicalType")),
            RuleReader.readAll(table, faults),
            migration(custom.get("migration"), faults),
            faults.attempt(() -> ServiceLevelReader.read(root, columns)).orElse(null),
            faults.attempt(() -> OriginReader.owner(root)).orElse(null),
            faults.attempt(() -> OriginReader.provenance(root)).orElse(null),
            file);
    faults.check(() -> checkLevel(table, contract));
    return contract;
  }

  private static boolean view(YamlNode physicalType) {
    return switch (physicalType.text()) {
      case "table" -> false;
      case "view" -> true;
      default ->
          throw physicalType.error(
              "'" + physicalType.text() + "' is neither table nor view", "write one of them");
    };
  }

  private static Migration migration(YamlNode migration, Faults faults) {
    if (migration == null) {
      return Migration.NONE;
    }
    return faults
        .attempt(
            () ->
                Migration.find(migration.text())
                    .orElseThrow(
                        () ->
                            migration.error(
                                "'" + migration.text() + "' is no migration",
                                "write in-place or rebuild; docs/change-a-table.md tells them"
                                    + " apart")))
        .orElse(Migration.NONE);
  }

  private static List<ColumnContract> columns(YamlNode table, Faults faults) {
    List<ColumnContract> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode column : table.get("properties").items()) {
      faults
          .attempt(() -> column(column, faults))
          .ifPresent(
              read -> {
                if (names.add(read.name())) {
                  columns.add(read);
                } else {
                  faults.report(
                      column.error("column '" + read.name() + "' stands twice", "remove one"));
                }
              });
    }
    return List.copyOf(columns);
  }

  private static ColumnType type(YamlNode physicalType) {
    ColumnType type = ColumnType.parse(physicalType.text());
    if (type == null) {
      throw physicalType.error(
          "type '" + physicalType.text() + "' is not known",
          "use string, int, long, double, boolean, date, timestamptz, decimal(p,s) or"
              + " array<string>");
    }
    return type;
  }

  private static ColumnContract column(YamlNode column, Faults faults) {
    if (column.find("quality").isPresent()) {
      faults.report(
          column.error("rules stand with the table, not with a column", "move 'quality' up"));
    }
    Map<String, YamlNode> custom = customProperties(column);
    boolean primary = column.flag("primaryKey", false);
    return new ColumnContract(
        column.get("name").text(),
        faults.attempt(() -> type(column.get("physicalType"))).orElse(UNREADABLE),
        column.flag("required", false) || primary,
        primary ? column.get("primaryKeyPosition").integer() : 0,
        column.get("description").text(),
        column.get("businessName").text(),
        faults
            .attempt(() -> level(column, column.find("classification").orElse(null)))
            .orElse("L5"),
        faults.attempt(() -> category(column)).orElse("C1"),
        read(custom.get("unit"), Units::valid, faults),
        read(custom.get("codeSystem"), Standards.CODE_SYSTEMS::known, faults),
        column
            .find("relationships")
            .map(relations -> relations.items().get(0).get("to").text())
            .orElse(null),
        text(custom.get("formerName")),
        read(custom.get("omop"), Standards.OMOP::known, faults),
        read(custom.get("fhir"), Standards.FHIR::known, faults),
        column.place());
  }

  private static String read(YamlNode node, Function<YamlNode, String> reader, Faults faults) {
    return node == null ? null : faults.attempt(() -> reader.apply(node)).orElse(null);
  }

  private static String level(YamlNode owner, YamlNode level) {
    if (level == null) {
      throw owner.error(
          "the classification is missing",
          "add 'classification: L1' to L5; without one nobody may be shown the data");
    }
    if (!LEVELS.contains(level.text())) {
      throw level.error("'" + level.text() + "' is no classification", "use L1 to L5");
    }
    return level.text();
  }

  private static String category(YamlNode column) {
    List<String> found = column.texts("tags").stream().filter(CATEGORIES::contains).toList();
    if (found.size() != 1) {
      throw column.error("one category among the tags is expected", "add one of C1 to C6");
    }
    return found.get(0);
  }

  private static void checkLevel(YamlNode table, TableContract contract) {
    String highest =
        contract.columns().stream().map(ColumnContract::level).max(String::compareTo).orElse("L1");
    if (highest.compareTo(contract.level()) > 0) {
      throw table.error(
          "the table is " + contract.level() + " but has a column of " + highest,
          "raise the table's classification");
    }
  }

  static Map<String, YamlNode> customProperties(YamlNode owner) {
    Map<String, YamlNode> values = new LinkedHashMap<>();
    owner
        .find("customProperties")
        .ifPresent(
            list -> {
              for (YamlNode item : list.items()) {
                values.put(item.get("property").text(), item.get("value"));
              }
            });
    return values;
  }

  private static List<String> texts(YamlNode list) {
    return list == null ? List.of() : list.items().stream().map(YamlNode::text).toList();
  }

  private static String text(YamlNode node) {
    return node == null ? null : node.text();
  }

  private static Map<String, String> properties(YamlNode node) {
    if (node == null) {
      return Map.of();
    }
    Map<String, String> properties = new LinkedHashMap<>();
    node.fields().forEach((key, value) -> properties.put(key, value.text()));
    return Map.copyOf(properties);
  }
}
