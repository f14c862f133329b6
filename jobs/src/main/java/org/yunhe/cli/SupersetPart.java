package org.yunhe.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.ServerProcess;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;

/** Superset, a Python server that the dashboards module installs, starts and furnishes. */
final class SupersetPart implements Part {
  /** What people name to leave it out. */
  static final String LEAVABLE = "dashboards";

  private static final int HEAP_MIB = 256;
  private static final String PACKAGE = "org.yunhe.dashboards.superset.";

  private final YunheConfig config;
  private final ServerProcess process;

  SupersetPart(YunheConfig config) {
    this.config = config;
    this.process = new ServerProcess(config.home(), "superset");
  }

  @Override
  public String name() {
    return "superset";
  }

  @Override
  public String address() {
    return config.superset().url();
  }

  @Override
  public boolean healthy() {
    return process.running().isPresent()
        && Http.probe(config.superset().url() + "/health").isPresent();
  }

  /** Superset that was never started, or was stopped, is missed by nobody; one that died is. */
  @Override
  public boolean optional() {
    return !Files.exists(config.home().resolve("run/superset.pid"));
  }

  @Override
  public void start() {
    start(line -> {});
  }

  /** Installs it where that is still to do, and starts it; {@code note} hears how far it is. */
  void start(Consumer<String> note) {
    run("SupersetServer", note);
  }

  /** Brings databases, charts, dashboards and accounts into the running server. */
  String furnish() {
    List<String> lines = new ArrayList<>();
    run("SupersetProvisioner", lines::add);
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /**
   * Checks the files of dashboards offline, under a folder of model files where {@code models} is
   * not null; returns how many there are.
   */
  static String check(YunheConfig config, Path models, Faults faults) {
    List<String> lines = new ArrayList<>();
    List<YunheException> errors = new ArrayList<>();
    List<String> arguments = models == null ? List.of() : List.of(models.toString());
    try {
      new OneShot(config, "check-dashboards")
          .run("dashboards", HEAP_MIB, PACKAGE + "AssetCheck", arguments, lines::add, errors::add);
    } catch (YunheException e) {
      if (errors.isEmpty()) {
        faults.report(e);
      }
    }
    errors.forEach(faults::report);
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  private void run(String mainClass, Consumer<String> lines) {
    new OneShot(config, "superset-setup")
        .run("dashboards", HEAP_MIB, PACKAGE + mainClass, List.of(), lines);
  }

  @Override
  public void stop() {
    process.stop(Duration.ofSeconds(15));
  }

  @Override
  public Optional<ProcessHandle> process() {
    return process.running();
  }

  @Override
  public Path log() {
    return process.log();
  }

  @Override
  public List<String> lastLogLines(int count) {
    return process.lastLogLines(count);
  }
}
