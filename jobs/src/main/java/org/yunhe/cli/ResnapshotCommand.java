package org.yunhe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.feed.SnapshotSignal;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has one table of a hospital's database read again. */
@Command(
    name = "resnapshot",
    mixinStandardHelpOptions = true,
    description = {
      "Has the connector of a database read one table again while it goes on following the log.",
      "What it reads stands in raw.change as op 'r'; rows that have not changed stay as they are."
    })
final class ResnapshotCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "SOURCE", description = "name of the source")
  private String source;

  @Parameters(index = "1", paramLabel = "TABLE", description = "name of one of its tables")
  private String table;

  @Override
  public Integer call() {
    YunheConfig config = YunheConfig.load();
    SourceDefinition definition =
        SourceCatalog.load()
            .find(source)
            .orElseThrow(
                () -> unknown("no source is named '" + source + "'", "see './yunhe status'"));
    if (!definition.tables().containsKey(table)) {
      throw unknown(
          source + " has no table '" + table + "'", "use one of " + definition.tables().keySet());
    }
    Connectors connectors = new Connectors(config);
    JsonNode settings =
        connectors.read().stream()
            .filter(connector -> connector.name().equals(source))
            .findFirst()
            .map(Connectors.Connector::settings)
            .orElseThrow(() -> unknown(source + " has no connector", "see docs/add-a-source.md"));
    if (!SnapshotSignal.TOPIC.equals(settings.path("signal.kafka.topic").asText())) {
      throw unknown(
          "the connector of " + source + " takes no signals",
          "only sources that are databases can be read again table by table");
    }
    String state = connectors.states().getOrDefault(source, "not deployed");
    if (!state.equals("RUNNING")) {
      throw new YunheException(
          ErrorCode.NOT_RUNNING,
          "the connector of " + source + " is " + state,
          "run './yunhe up', then ask again");
    }
    try (SnapshotSignal signal = new SnapshotSignal(config.kafka().bootstrap())) {
      signal.request(source, definition.schema(), table);
    }
    System.out.println(
        config.language().equals("zh")
            ? source + "." + table + "：已请求重新读取，完成后见 raw.change 中 op = 'r' 的记录"
            : source + "." + table + ": asked for; watch raw.change for op = 'r'");
    return 0;
  }

  private static YunheException unknown(String what, String remedy) {
    return new YunheException(ErrorCode.UNKNOWN_NAME, what, remedy);
  }
}
