package org.yunhe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.EngineClasspath;
import org.yunhe.models.check.ModelCheck;
import org.yunhe.models.contract.Baseline;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelOverlay;
import org.yunhe.models.source.SourceCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Validates every model file, connector and dashboard offline, and tells all faults at once. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Validates every contract, source, mapping, code list, rule, indicator, cohort, release, view,"
          + " connector, access policy and dashboard, offline.",
      "Each fault is one line: code, file and line, what is wrong, and the cure. Exit code 3 where"
          + " there is any."
    })
final class CheckCommand implements Callable<Integer> {
  private static final String BASELINE = "models/src/main/resources/" + Baseline.FILE;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = {
        "lay the model files of this folder over the bundled ones, such as"
            + " DIR/tables/core/patient.odcs.yaml or DIR/connectors/his.json"
      })
  private Path models;

  @Option(
      names = "--accept",
      description =
          "where nothing is wrong, make the tables as they are the baseline that a breaking change"
              + " is measured by: "
              + BASELINE)
  private boolean accept;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    YunheConfig config = YunheConfig.load();
    List<YunheException> inDashboards = new ArrayList<>();
    CompletableFuture<String> dashboards =
        CompletableFuture.supplyAsync(() -> SupersetPart.check(config, models, inDashboards::add));
    List<YunheException> faults = new ArrayList<>();
    String counts =
        models == null
            ? files(config, faults)
            : ModelOverlay.over(models, () -> files(config, faults));
    String assets = dashboards.join();
    inDashboards.removeIf(
        fault -> faults.stream().anyMatch(told -> told.line().equals(fault.line())));
    faults.addAll(inDashboards);
    PrintWriter out = spec.commandLine().getOut();
    faults.forEach(fault -> out.println(fault.line()));
    out.flush();
    if (!faults.isEmpty()) {
      throw new YunheException(
          ErrorCode.FAULTY_MODELS,
          faults.size() == 1 ? "1 fault" : faults.size() + " faults",
          "mend the lines above from the first on; one may cause another");
    }
    out.println(counts);
    out.println(assets + ": all valid");
    if (accept) {
      acceptBaseline(config);
      out.println(BASELINE + ": written");
    }
    out.flush();
    return 0;
  }

  private String files(YunheConfig config, List<YunheException> faults) {
    ModelCheck.Report report = ModelCheck.run(config.governance().policies());
    faults.addAll(report.faults());
    List<Connectors.Connector> connectors =
        new ArrayList<>(new Connectors(config).read(faults::add));
    if (models != null && Files.isDirectory(models.resolve("connectors"))) {
      List<Connectors.Connector> own = Connectors.read(models.resolve("connectors"), faults::add);
      own.forEach(each -> connectors.removeIf(other -> other.name().equals(each.name())));
      connectors.addAll(own);
    }
    try (ConnectorClasses classes = new ConnectorClasses(new EngineClasspath(config.root()))) {
      new ConnectorCheck(faults::add, classes)
          .check(connectors, SourceCatalog.load(fault -> {}).sources());
    }
    return report.counts().entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "))
        + ", "
        + connectors.size()
        + " connectors: all valid";
  }

  private void acceptBaseline(YunheConfig config) {
    String text =
        models == null
            ? Baseline.accept(ContractCatalog.load())
            : ModelOverlay.over(models, () -> Baseline.accept(ContractCatalog.load()));
    try {
      Files.writeString(config.root().resolve(BASELINE), text);
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, BASELINE + " cannot be written: " + e.getMessage(), "", e);
    }
  }
}
