package org.yunhe.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.SourceDefinition;

/** Holds connector files against the sources they feed. */
final class ConnectorCheck {
  private static final String SECRET = "${secrets:";

  private final Faults faults;
  private final ConnectorClasses classes;

  ConnectorCheck(Faults faults, ConnectorClasses classes) {
    this.faults = faults;
    this.classes = classes;
  }

  /**
   * Checks that each source has a connector and each connector a source, that it writes where its
   * source is read, and that its class takes its settings.
   */
  void check(List<Connectors.Connector> connectors, List<SourceDefinition> sources) {
    Map<String, Connectors.Connector> byName = new TreeMap<>();
    connectors.forEach(connector -> byName.put(connector.name(), connector));
    for (SourceDefinition source : sources) {
      Connectors.Connector connector = byName.get(source.source());
      if (connector == null && source.protocol().equals("fhir")) {
        continue; // it pushes
      }
      if (connector == null) {
        faults.report(
            new YunheException(
                ErrorCode.BAD_CONNECTOR,
                "sources/" + source.source() + ".yaml:1: the source has no connector",
                "add ingestion/src/main/resources/connectors/" + source.source() + ".json"));
      } else {
        against(connector, source);
      }
    }
    connectors.forEach(connector -> alone(connector, sources));
  }

  /** Holds what a connector says of its source against the source's file, where it says it. */
  private void against(Connectors.Connector connector, SourceDefinition source) {
    if (connector.settings().has("topic.prefix")) {
      expect(connector, "topic.prefix", "cdc." + source.source());
      expect(connector, schemas(connector), source.schema());
    }
    if (connector.settings().has("source")) {
      expect(connector, "source", source.source());
    }
    String types = connector.settings().path("fhir.types").asText();
    for (String type : types.isEmpty() ? new String[0] : types.split("\\s*,\\s*", -1)) {
      if (!source.tables().containsKey(type)) {
        report(
            connector,
            "fhir.types",
            "'" + type + "' is no table of the source",
            "add it to sources/" + source.source() + ".yaml, or take it out here");
      }
    }
  }

  private void alone(Connectors.Connector connector, List<SourceDefinition> sources) {
    if (sources.stream().noneMatch(source -> source.source().equals(connector.name()))) {
      report(
          connector,
          "name",
          "there is no source '" + connector.name() + "'",
          "add models/src/main/resources/sources/" + connector.name() + ".yaml");
    }
    secret(connector);
    Map<String, String> settings = new TreeMap<>();
    connector
        .settings()
        .fields()
        .forEachRemaining(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    settings.put("name", connector.name());
    classes
        .faults(settings.get("connector.class"), settings)
        .forEach(
            (setting, what) ->
                report(connector, setting, "'" + setting + "': " + what, "correct the setting"));
  }

  /** The setting that names what is captured: databases of a MariaDB, schemas elsewhere. */
  private static String schemas(Connectors.Connector connector) {
    return connector.settings().has("database.include.list")
        ? "database.include.list"
        : "schema.include.list";
  }

  private void expect(Connectors.Connector connector, String setting, String wanted) {
    String given = connector.settings().path(setting).asText();
    if (!given.equals(wanted)) {
      report(connector, setting, "'" + setting + "' is '" + given + "'", "write '" + wanted + "'");
    }
  }

  private void secret(Connectors.Connector connector) {
    connector
        .settings()
        .fields()
        .forEachRemaining(
            setting -> {
              if (setting.getKey().matches(".*(password|secret|token)")
                  && !setting.getValue().asText().startsWith(SECRET)) {
                report(
                    connector,
                    setting.getKey(),
                    "'" + setting.getKey() + "' stands in the file itself",
                    "write ${secrets:secrets/" + connector.name() + ".properties:password}");
              }
            });
  }

  private void report(Connectors.Connector connector, String setting, String what, String remedy) {
    String place =
        "connectors/" + connector.file().getFileName() + ":" + line(connector.file(), setting);
    faults.report(new YunheException(ErrorCode.BAD_CONNECTOR, place + ": " + what, remedy));
  }

  private static int line(Path file, String setting) {
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains("\"" + setting + "\"")) {
          return i + 1;
        }
      }
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
