package org.yunhe.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.config.YunheConfig.Region;
import org.yunhe.lakehouse.server.MariaDbServer;
import org.yunhe.lakehouse.server.PostgresServer;

/**
 * Fills the hospitals' databases: the synthetic region, and the real hospital where it is there.
 */
final class RegionFeed {
  static final String SIMULATOR = "org.yunhe.ingestion.simulator.RegionSimulator";
  private static final String OMOP = "org.yunhe.ingestion.omop.OmopLoader";
  private static final String REAL_HOSPITAL = "../shared/data/mimic-iv-demo-omop";

  private final YunheConfig config;
  private final PostgresServer postgres;
  private final MariaDbServer mariaDb;

  RegionFeed(YunheConfig config, PostgresServer postgres, MariaDbServer mariaDb) {
    this.config = config;
    this.postgres = postgres;
    this.mariaDb = mariaDb;
  }

  /** Loads the history of the synthetic region unless it is loaded. */
  void loadRegion(Consumer<String> note) {
    List<String> arguments = new ArrayList<>(List.of("load"));
    arguments.addAll(regionArguments(config, postgres, mariaDb));
    new OneShot(config, "region")
        .run("ingestion", config.memory().simulator(), SIMULATOR, arguments, note);
  }

  /** Returns the folder of the real hospital's tables, where this machine has it. */
  Optional<Path> realHospital() {
    String configured = System.getenv("YUNHE_OMOP_DATA");
    Path folder =
        config.root().resolve(configured == null ? REAL_HOSPITAL : configured).normalize();
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }

  /** Loads the real hospital's tables unless they are loaded. */
  void loadRealHospital(Path folder, Consumer<String> note) {
    List<String> arguments = new ArrayList<>(connection(config, postgres));
    arguments.addAll(List.of("--data", folder.toString()));
    new OneShot(config, "mimic")
        .run("ingestion", config.memory().simulator(), OMOP, arguments, note);
  }

  /** Returns the arguments of the simulator that keeps the region living. */
  static List<String> liveArguments(
      YunheConfig config, PostgresServer postgres, MariaDbServer mariaDb) {
    List<String> arguments = new ArrayList<>(List.of("live"));
    arguments.addAll(regionArguments(config, postgres, mariaDb));
    arguments.addAll(List.of("--rate", String.valueOf(config.region().rate())));
    return arguments;
  }

  private static List<String> regionArguments(
      YunheConfig config, PostgresServer postgres, MariaDbServer mariaDb) {
    Region region = config.region();
    List<String> arguments = new ArrayList<>(connection(config, postgres));
    arguments.addAll(
        List.of(
            "--residents", String.valueOf(region.residents()),
            "--seed", String.valueOf(region.seed()),
            "--years", String.valueOf(region.years()),
            "--fault-rate", String.format(Locale.ROOT, "%.6f", region.faultRate()),
            "--truth", config.home().resolve("truth").toString()));
    if (MariaDbServer.installed()) {
      arguments.addAll(
          List.of(
              "--mariadb-jdbc", mariaDb.url(""),
              "--mariadb-user", MariaDbServer.SUPERUSER,
              "--mariadb-password-file", mariaDb.passwordFile().toString()));
    }
    return arguments;
  }

  /** Returns the arguments that lead a simulator to the hospitals' databases. */
  static List<String> connection(YunheConfig config, PostgresServer postgres) {
    return List.of(
        "--jdbc", postgres.url(""),
        "--user", PostgresServer.SUPERUSER,
        "--password-file", postgres.passwordFile().toString(),
        "--secrets", config.home().resolve("secrets").toString());
  }
}
