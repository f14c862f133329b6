package org.yunhe.models.source;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.view.ViewCatalog;
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
    return load(ViewCatalog.load(fault -> {}), faults);
  }

  /** Loads the sources with the columns that {@code views} give FHIR resources. */
  public static SourceCatalog load(ViewCatalog views, Faults faults) {
    Map<String, SourceDefinition> sources = new LinkedHashMap<>();
    Map<String, YamlNode> repeats = new LinkedHashMap<>();
    for (String file : ModelResources.list("sources", ".yaml")) {
      faults
          .attempt(() -> parse(file, ModelResources.read(file), views, faults, repeats))
          .flatMap(source -> source)
          .ifPresent(source -> sources.put(source.source(), source));
    }
    repeats.forEach((source, of) -> faults.check(() -> checkRepeated(sources, source, of)));
    return new SourceCatalog(sources);
  }

  /** Reads one source from its text; {@code file} is named in complaints. */
  public static SourceDefinition parse(String file, String text) {
    return parse(file, text, ViewCatalog.load());
  }

  /** Reads one source from its text, with the columns that {@code views} give FHIR resources. */
  public static SourceDefinition parse(String file, String text, ViewCatalog views) {
    return parse(file, text, views, Faults.FIRST, new LinkedHashMap<>()).orElseThrow();
  }

  /** A repeated source is declared, and repeats none itself. */
  private static void checkRepeated(
      Map<String, SourceDefinition> sources, String source, YamlNode of) {
    SourceDefinition repeated = sources.get(of.text());
    if (repeated == null || repeated.source().equals(source) || repeated.repeats() != null) {
      throw of.error(
          "'" + of.text() + "' is no other source with records of its own",
          "name the source whose records these are, as its file in sources/ does");
    }
  }

  private static Optional<SourceDefinition> parse(
      String file, String text, ViewCatalog views, Faults faults, Map<String, YamlNode> repeats) {
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
    SourceProtocol protocol = protocol(root.get("protocol"));
    SourceTableReader reader = new SourceTableReader(protocol, views);
    Map<String, SourceTable> tables = new LinkedHashMap<>();
    Map<String, YamlNode> declared = root.get("tables").fields();
    declared.forEach(
        (name, node) ->
            faults
                .attempt(() -> reader.read(name, node))
                .ifPresent(table -> tables.put(name, table)));
    if (tables.size() < declared.size()) {
      return Optional.empty();
    }
    root.find("repeats").ifPresent(of -> repeats.put(source.text(), of));
    YamlNode name = root.get("name");
    SourceDefinition definition =
        new SourceDefinition(
            source.text(),
            root.text("product", source.text()),
            name.get("en").text(),
            name.get("zh").text(),
            root.get("owner").text(),
            root.get("system").text(),
            protocol.code(),
            root.get("cadence").text(),
            timezone.text(),
            orgCode,
            orgColumn,
            protocol.isDatabase() ? root.get("schema").text() : root.text("schema", null),
            root.flag("deidentified", false),
            root.text("repeats", null),
            tables);
    return Optional.of(definition);
  }

  private static SourceProtocol protocol(YamlNode node) {
    return SourceProtocol.of(node.text())
        .orElseThrow(
            () ->
                node.error(
                    "'" + node.text() + "' is no protocol",
                    "use one of "
                        + Stream.of(SourceProtocol.values()).map(SourceProtocol::code).toList()));
  }

  /** Returns all sources, ordered by name. */
  public List<SourceDefinition> sources() {
    return List.copyOf(sources.values());
  }

  /** Returns the source of that name, if it is declared. */
  public Optional<SourceDefinition> find(String source) {
    return Optional.ofNullable(sources.get(source));
  }
}
