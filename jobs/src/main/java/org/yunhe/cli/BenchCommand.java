package org.yunhe.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.JavaCommand;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Runs one benchmark with its peer beside it. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Runs one benchmark, its peer beside it in the same run: landing, core, encryption, fhir,"
          + " push, quality-truth. docs/benchmarks.md tells what each measures.",
      "fhir [RESOURCES...]: FHIR resources a second from dropped files to core, Pathling beside"
          + " it (38000 and 152000);",
      "push [RESOURCES...]: answer time and throughput of the FHIR endpoint, a plain HAPI server"
          + " beside it (2000 and 8000)."
    })
final class BenchCommand implements Callable<Integer> {
  private static final int HEAP_MIB = 2048;
  private static final Map<String, Bench> BENCHES =
      Map.of(
          "landing", new Bench("streaming", "org.yunhe.streaming.bench.LandingBench"),
          "core", new Bench("jobs", "org.yunhe.jobs.bench.CoreBench"),
          "encryption", new Bench("jobs", "org.yunhe.jobs.bench.EncryptionBench"),
          "fhir", new Bench("jobs", "org.yunhe.jobs.bench.FhirBench"),
          "push", new Bench("ingestion", "org.yunhe.ingestion.bench.PushBench"),
          "quality-truth", new Bench("jobs", "org.yunhe.jobs.bench.QualityTruth"));

  private record Bench(String module, String mainClass) {}

  @Parameters(
      paramLabel = "NAME",
      description = "landing, core, encryption, fhir, push or quality-truth")
  private String name;

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Bench bench = BENCHES.get(name);
    if (bench == null) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME,
          "no benchmark is named '" + name + "'",
          "use one of " + new TreeSet<>(BENCHES.keySet()));
    }
    YunheConfig config = YunheConfig.load();
    List<String> command =
        JavaCommand.of(config, bench.module(), HEAP_MIB, bench.mainClass(), arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
