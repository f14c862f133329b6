package org.yunhe.models.source;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.yaml.YamlNode;

/** All source systems declared under {@code sources/}. */
public final class SourceCatalog {
  private final Map<String, SourceDefinition> sources;

  private SourceCatalog(Map<String, SourceDefinition> sources) {
    this.sources = sources;
  }

  /** Loads every source on the class path. */
  public static SourceCatalog load() {
    return load(Faults.FIRST);
  }

  /** Loads the sources that can be read and reports the faults of the others. */
  public static SourceCatalog load(Faults faults) {
    Map<String, SourceDefinition> sources = new LinkedHashMap<>();
    for (String file : ModelResources.list("sources", ".yaml")) {
      faults
          .attempt(() -> parse(file, ModelResources.read(file), faults))
          .flatMap(source -> source)
          .ifPresent(source -> sources.put(source.source(), source));
    }
    return new SourceCatalog(sources);
  }

  /** Reads one source from its text; {@code file} is named in complaints. */
  public static SourceDefinition parse(String file, String text) {
    return parse(file, text, Faults.FIRST).orElseThrow();
  }

  private static Optional<SourceDefinition> parse(String file, String text, Faults faults) {
    YamlNode root = YamlNode.parse(file, text, ErrorCode.BAD_MODEL);
    YamlNode source = root.get("source");
    if (!file.endsWith("/" + source.text() + ".yaml")) {
      throw source.error("the file declares '" + source.text() + "'", "name both the same");
    }
    String orgCode = root.text("org_code", null);
    String orgColumn = root.text("org_column", null);
    if ((orgCode == null) == (orgColumn == null)) {
      throw root.error("one of org_code and org_column is expected", "say whose rows these are");
    }
    YamlNode timezone = root.get("timezone");
    try {
      ZoneId.of(timezone.text());
    } catch (DateTimeException e) {
      throw timezone.error("'" + timezone.text() + "' is no time zone", "use an IANA name");
    }
    Map<String, SourceTable> tables = new LinkedHashMap<>();
    Map<String, YamlNode> declared = root.get("tables").fields();
    declared.forEach(
        (name, node) ->
            faults.attempt(() -> table(name, node)).ifPresent(table -> tables.put(name, table)));
    if (tables.size() < declared.size()) {
      return Optional.empty();
    }
    YamlNode name = root.get("name");
    SourceDefinition definition =
        new SourceDefinition(
            source.text(),
            root.text("product", source.text()),
            name.get("en").text(),
            name.get("zh").text(),
            root.get("owner").text(),
            root.get("system").text(),
            root.get("protocol").text(),
            root.get("cadence").text(),
            timezone.text(),
            orgCode,
            orgColumn,
            root.get("schema").text(),
            root.flag("deidentified", false),
            tables);
    return Optional.of(definition);
  }

  /** Returns all sources, ordered by name. */
  public List<SourceDefinition> sources() {
    return List.copyOf(sources.values());
  }

  /** Returns the source of that name, if it is declared. */
  public Optional<SourceDefinition> find(String source) {
    return Optional.ofNullable(sources.get(source));
  }

  private static SourceTable table(String name, YamlNode node) {
    YamlNode description = node.get("description");
    List<String> key = node.texts("key");
    List<String> columns = node.texts("columns");
    if (key.isEmpty()) {
      throw node.error("the key is missing", "list the columns of the primary key");
    }
    if (!columns.containsAll(key)) {
      throw node.error("the key " + key + " is not among the columns", "add it to the columns");
    }
    return new SourceTable(
        name,
        description.get("en").text(),
        description.get("zh").text(),
        key,
        columns,
        node.text("unmapped", null));
  }
}
