package org.yunhe.jobs.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.yunhe.jobs.JobLog;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * {@code ./yunhe bench fhir [RESOURCES…]}: FHIR resources a second from files dropped into a feed's
 * folder to rows of core that can be asked for, by the platform's own parts in a folder of their
 * own, with the Pathling library beside it, which reads the same files straight to Parquet.
 */
public final class FhirBench {
  private static final List<Long> SIZES = List.of(38_000L, 152_000L);
  private static final String REAL_FILES = "../shared/data/mimic-iv-demo-fhir";
  private static final String RESIDENTS = "2000";

  private FhirBench() {}

  /** Measures each size given as argument; a size given twice is measured twice. */
  public static void main(String[] args) throws Exception {
    List<Long> sizes = args.length == 0 ? SIZES : Arrays.stream(args).map(Long::parseLong).toList();
    Path log = Files.createTempFile("yunhe-bench-fhir", ".log");
    JobLog.writeTo(log);
    try {
      List<FhirRound> rounds = new ArrayList<>();
      for (long size : sizes) {
        FhirRound round = measure(size);
        round.notes().forEach(System.out::println);
        rounds.add(round);
      }
      System.out.printf(
          Locale.ROOT,
          "load average %.0f%n",
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      System.out.println(FhirRound.HEAD);
      rounds.forEach(round -> System.out.println(round.line()));
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static FhirRound measure(long size) throws Exception {
    try (FhirSandbox sandbox = new FhirSandbox()) {
      FhirSample sample = FhirSample.of(files(sandbox));
      Path files = sandbox.scratch("sample");
      long bytes = sample.write(size, files);
      System.out.printf(
          Locale.ROOT,
          "%,d resources, %,d MB%s%n",
          size,
          bytes / 1_000_000,
          size > sample.available()
              ? ", of them %,d copies".formatted(size - sample.available())
              : "");
      FhirRoad road = new FhirRoad(sandbox);
      FhirRoad.Peer peer = road.pathling(files, size);
      sandbox.start();
      return new FhirRound(size, road.travel(files, size), peer);
    }
  }

  /** The real hospital's files where this machine has them, else those that the simulator makes. */
  private static Path files(FhirSandbox sandbox) throws IOException, InterruptedException {
    YunheConfig config = sandbox.config();
    String configured = System.getenv("YUNHE_FHIR_DATA");
    Path real = config.root().resolve(configured == null ? REAL_FILES : configured).normalize();
    if (Files.isDirectory(real)) {
      return real;
    }
    Path made = sandbox.scratch("hospitals");
    Process simulator =
        new ProcessBuilder(
                sandbox.java(
                    "ingestion",
                    config.memory().simulator(),
                    "org.yunhe.ingestion.simulator.fhir.FhirRegion",
                    "--out",
                    made.toString(),
                    "--residents",
                    RESIDENTS))
            .redirectErrorStream(true)
            .redirectOutput(sandbox.scratch("simulator.log").toFile())
            .start();
    if (simulator.waitFor() != 0) {
      throw new YunheException(
          ErrorCode.JOB_FAILED,
          "the simulator failed: " + Files.readString(sandbox.scratch("simulator.log")),
          "name a folder of NDJSON files in YUNHE_FHIR_DATA");
    }
    return made.resolve("fhir_tcm");
  }
}
