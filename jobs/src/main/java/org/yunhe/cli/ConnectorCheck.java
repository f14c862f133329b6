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

  ConnectorCheck(Faults faults) {
    this.faults = faults;
  }

  /** Checks that each source has a connector, and that each writes where its source is read. */
  void check(List<Connectors.Connector> connectors, List<SourceDefinition> sources) {
    Map<String, Connectors.Connector> byName = new TreeMap<>();
    connectors.forEach(connector -> byName.put(connector.name(), connector));
    for (SourceDefinition source : sources) {
      Connectors.Connector connector = byName.get(source.source());
      if (connector == null) {
        faults.report(
            new YunheException(
                ErrorCode.BAD_CONNECTOR,
                "sources/" + source.source() + ".yaml:1: the source has no connector",
                "add ingestion/src/main/resources/connectors/" + source.source() + ".json"));
      } else {
        expect(connector, "topic.prefix", "cdc." + source.source());
        expect(connector, "schema.include.list", source.schema());
        secret(connector);
      }
    }
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
              if (setting.getKey().endsWith("password")
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
