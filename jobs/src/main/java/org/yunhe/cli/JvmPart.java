package org.yunhe.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.JavaCommand;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.ServerProcess;

/** A part that is a Java process of one module with its engine. */
final class JvmPart implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final YunheConfig config;
  private final Spec spec;
  private final BooleanSupplier health;
  private final ServerProcess process;

  /**
   * What to run.
   *
   * @param name name of the part
   * @param module module whose engine class path it runs with
   * @param mainClass class to run
   * @param arguments its arguments
   * @param heapMiB its heap
   * @param ports its ports by the setting that names them
   * @param address address people may open
   * @param optional whether the platform is whole without it
   */
  record Spec(
      String name,
      String module,
      String mainClass,
      List<String> arguments,
      int heapMiB,
      Map<String, Integer> ports,
      String address,
      boolean optional) {

    /** A part that the platform is not whole without. */
    Spec(
        String name,
        String module,
        String mainClass,
        List<String> arguments,
        int heapMiB,
        Map<String, Integer> ports,
        String address) {
      this(name, module, mainClass, arguments, heapMiB, ports, address, false);
    }

    /** The same as a part that runs beside the platform where it is wanted. */
    Spec beside() {
      return new Spec(name, module, mainClass, arguments, heapMiB, ports, address, true);
    }
  }

  JvmPart(YunheConfig config, Spec spec, BooleanSupplier health) {
    this.config = config;
    this.spec = spec;
    this.health = health;
    this.process = new ServerProcess(config.home(), spec.name());
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public String address() {
    return spec.address();
  }

  @Override
  public boolean healthy() {
    return process.running().isPresent() && health.getAsBoolean();
  }

  @Override
  public boolean optional() {
    return spec.optional();
  }

  @Override
  public void start() {
    if (process.running().isPresent()) {
      return;
    }
    spec.ports()
        .forEach((setting, port) -> Ports.requireFree(config.host(), port, name(), setting));
    process.start(command(), config.home(), Map.of());
  }

  @Override
  public void stop() {
    process.stop(PATIENCE);
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

  private List<String> command() {
    return JavaCommand.of(
        config, spec.module(), spec.heapMiB(), spec.mainClass(), spec.arguments());
  }
}
