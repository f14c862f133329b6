package org.yunhe.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.config.YunheConfig.Region;
import org.yunhe.lakehouse.server.MariaDbServer;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts every part on this machine, feeds the region, runs the jobs, and says what came of it. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts every part on this machine, feeds the synthetic region, runs the jobs, and prints"
          + " what came of each source.",
      "Safe to repeat: what runs is left running, what died is started again, what is loaded is"
          + " not loaded twice."
    })
final class UpCommand implements Callable<Integer> {
  private static final Set<String> LEAVABLE =
      Set.of("region", "mimic", "feeds", "jobs", "live", SupersetPart.LEAVABLE);

  @Option(
      names = "--residents",
      paramLabel = "N",
      description = "residents of the synthetic region, 100 to 1000000 (default: yunhe.yaml, 1000)")
  private Integer residents;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "row changes a second once the history is loaded, 0 for none (default: 5)")
  private Double rate;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "WHAT",
      description =
          "leave out: region, mimic (the real hospital), feeds (FHIR and imaging), jobs,"
              + " live (new events), dashboards")
  private Set<String> without = new TreeSet<>();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    checkOptions();
    YunheConfig config = YunheConfig.load();
    DiskSpace.require(config.home());
    Files.createDirectories(config.home().resolve("run"));
    // What lies below is people's records: for the owner's eyes only.
    Files.setPosixFilePermissions(config.home(), PosixFilePermissions.fromString("rwx------"));
    Path lockFile = config.home().resolve("run/up.lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      start(config);
    }
    return 0;
  }

  private void start(YunheConfig settings) throws Exception {
    Progress progress = new Progress(out, MariaDbServer.installed() ? 25 : 24);
    Platform installed = new Platform(settings);
    // Counts are taken while nobody writes.
    installed.part("simulator").stop();
    installed.part(Platform.CORE).stop();
    new Starter(installed, progress).start("postgresql");
    if (MariaDbServer.installed()) {
      new Starter(installed, progress).start("mariadb");
    }
    YunheConfig config = settings.withRegion(region(settings, installed.postgres()));
    Platform platform = new Platform(config);
    RegionFeed feed = new RegionFeed(config, platform.postgres(), platform.mariaDb());
    boolean live = !without.contains("live") && config.region().rate() > 0;
    Starter starter = new Starter(platform, progress);
    Dashboards dashboards = new Dashboards(platform, !without.contains(SupersetPart.LEAVABLE));
    dashboards.begin();
    starter.start("kafka");
    // Trino without policies denies everything, so they come first.
    starter.start("governance");
    starter.prepareTrino();
    loadRegion(config, feed, progress);
    FeedSteps feeds = new FeedSteps(platform.feeds(), starter, progress, without);
    feeds.begin();
    progress.step("lake tables", note -> lakeTables(config, note));
    starter.start("connect");
    starter.start("flink");
    starter.start("fhir-push");
    Connectors connectors = new Connectors(config);
    Capture capture = new Capture(config, connectors);
    progress.step("connectors", note -> deploy(connectors, capture));
    feeds.push();
    progress.step(
        "capture",
        note -> {
          capture.awaitCaptured(note);
          feeds.awaitCaptured(note);
          return "every committed row of " + capture.sources().size() + " sources is in Kafka";
        });
    progress.step("landing", note -> capture.awaitLanded(note) + " records are in the lake's logs");
    for (String job : new Flows(config).readers()) {
      if (!job.equals("landing")) {
        progress.step(job, note -> caughtUp(capture, job, note));
      }
    }
    starter.await("trino");
    Summary summary = new Summary(platform, capture);
    progress.step("jobs", note -> runJobs(config, note));
    Optional<YunheException> failure = dashboards.finish(starter, progress);
    String outcome = summary.text();
    progress.step("live events", note -> live(platform, live));
    out.println();
    out.print(outcome);
    out.printf("%nUp after %s.%n", progress.elapsed());
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void loadRegion(YunheConfig config, RegionFeed feed, Progress progress) throws Exception {
    progress.step(
        "synthetic region",
        note -> {
          if (without.contains("region")) {
            return "left out";
          }
          feed.loadRegion(note);
          return config.region().residents() + " residents";
        });
    progress.step(
        "real hospital",
        note -> {
          var folder = feed.realHospital();
          if (without.contains("mimic") || folder.isEmpty()) {
            return without.contains("mimic") ? "left out" : "its data is not on this machine";
          }
          feed.loadRealHospital(folder.get(), note);
          return "MIMIC-IV demo, 100 patients";
        });
  }

  private static String lakeTables(YunheConfig config, java.util.function.Consumer<String> note) {
    List<String> lines = new ArrayList<>();
    new OneShot(config, "lake")
        .run(
            "lakehouse",
            512,
            "org.yunhe.lakehouse.catalog.LakeSetup",
            List.of(),
            line -> {
              lines.add(line);
              note.accept(line);
            });
    return lines.isEmpty()
        ? ""
        : lines.get(lines.size() - 1).replaceAll("[{}]", "").toLowerCase(java.util.Locale.ROOT);
  }

  private static String deploy(Connectors connectors, Capture capture) throws InterruptedException {
    List<String> sources = capture.sources().stream().map(source -> source.source()).toList();
    int deployed = 0;
    for (Connectors.Connector connector : connectors.read()) {
      if (sources.contains(connector.name())) {
        connectors.deploy(connector);
        connectors.heal(connector.name());
        deployed++;
      }
    }
    return deployed + " deployed";
  }

  private static String caughtUp(
      Capture capture, String job, java.util.function.Consumer<String> note)
      throws InterruptedException {
    capture.awaitRead(job, note);
    return "has read all there is";
  }

  private String runJobs(YunheConfig config, java.util.function.Consumer<String> note) {
    if (without.contains("jobs")) {
      return "left out";
    }
    new OneShot(config, "run-all")
        .run("jobs", config.memory().spark(), RunCommand.MAIN, List.of("all"), note);
    return "core and all that is computed from it";
  }

  private static String live(Platform platform, boolean wanted) {
    if (!wanted) {
      return "left out";
    }
    platform.part("simulator").start();
    String rate = platform.config().region().rate() + " row changes a second";
    Duration interval = platform.config().spark().coreInterval();
    if (interval.isZero()) {
      return rate;
    }
    platform.part(Platform.CORE).start();
    return rate + ", core merges them " + interval.toSeconds() + " s after its last run";
  }

  private void checkOptions() {
    for (String name : without) {
      if (!LEAVABLE.contains(name)) {
        throw new YunheException(
            ErrorCode.UNKNOWN_NAME,
            "--without does not know '" + name + "'",
            "use one of " + new TreeSet<>(LEAVABLE));
      }
    }
    if (residents != null && (residents < 100 || residents > 1_000_000)) {
      throw new YunheException(
          ErrorCode.BAD_CONFIG,
          "--residents " + residents + " is out of range",
          "use 100 to 1000000");
    }
  }

  /** The region asked for; without a number of residents, the one that is loaded. */
  private Region region(YunheConfig config, PostgresServer postgres) {
    Region set = config.region();
    Region wanted =
        new Region(
            residents == null ? set.residents() : residents,
            set.seed(),
            set.years(),
            set.faultRate(),
            rate == null ? set.rate() : rate);
    return residents == null ? LoadedRegion.or(postgres, wanted) : wanted;
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new YunheException(
          ErrorCode.START_FAILED, "another './yunhe up' is at work here", "wait until it ends");
    }
    return lock;
  }
}
