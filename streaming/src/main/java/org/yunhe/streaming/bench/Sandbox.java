package org.yunhe.streaming.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.yunhe.lakehouse.catalog.LakeSetup;
import org.yunhe.lakehouse.catalog.TableProvisioner;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.EngineClasspath;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.lakehouse.server.ServerProcess;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.streaming.session.FlinkSession;

/**
 * A lake, a broker and Flink of their own in a folder of their own, on free ports: for benchmarks
 * and tests that must not touch the platform. Its {@code main} keeps one running to develop
 * against.
 */
public final class Sandbox implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final Path home;
  private final YunheConfig config;
  private final EngineClasspath classpath;
  private final PostgresServer postgres;
  private final ServerProcess kafka;
  private final ServerProcess flink;

  private Sandbox(Path home, YunheConfig config) {
    this.home = home;
    this.config = config;
    this.classpath = new EngineClasspath(config.root());
    this.postgres = new PostgresServer(config);
    this.kafka = new ServerProcess(home, "kafka");
    this.flink = new ServerProcess(home, "flink");
  }

  /** Starts catalog and broker and makes the lake's tables; Flink is started on demand. */
  public static Sandbox start(String checkpointInterval, int parallelism, int flinkMemory) {
    return start(checkpointInterval, parallelism, flinkMemory, false);
  }

  /** Starts the same, with encryption at rest where {@code encrypted}. */
  public static Sandbox start(
      String checkpointInterval, int parallelism, int flinkMemory, boolean encrypted) {
    try {
      Path home = Files.createTempDirectory("yunhe-sandbox");
      Path file = home.resolve("yunhe.yaml");
      Files.writeString(
          file, settings(home, checkpointInterval, parallelism, flinkMemory, encrypted));
      System.setProperty("yunhe.config", file.toString());
      Sandbox sandbox = new Sandbox(home, YunheConfig.load());
      sandbox.startServers();
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startServers() {
    startCatalog();
    startKafka();
    provision();
  }

  /** Starts the database of the catalog. */
  public void startCatalog() {
    postgres.start();
  }

  /** Stops the database of the catalog: an outage. */
  public void stopCatalog() {
    postgres.stop();
  }

  /** Starts the broker. */
  public void startKafka() {
    kafka.start(engine("lakehouse", 512, "org.yunhe.lakehouse.server.KafkaBroker"), home, Map.of());
    await("Kafka", () -> Ports.listening(config.host(), config.ports().kafka()));
  }

  /** Kills the broker: an outage. */
  public void killKafka() {
    kafka.running().ifPresent(ProcessHandle::destroyForcibly);
    await("the end of Kafka", () -> kafka.running().isEmpty());
  }

  /** Makes every table of the lake that is not there. */
  public void provision() {
    new TableProvisioner(catalog()).provision(ContractCatalog.load());
  }

  /** Empties the tables that landing writes and forgets what has been read. */
  void emptyLake() {
    Catalog catalog = catalog();
    for (String table : List.of("raw.change", "raw.fhir", "raw.dicom", "ops.quarantine")) {
      catalog.dropTable(TableIdentifier.parse(table), true);
    }
    delete(home.resolve("checkpoints"));
    provision();
  }

  /** The configuration of this sandbox. */
  public YunheConfig config() {
    return config;
  }

  /** The folder that is removed in the end. */
  public Path home() {
    return home;
  }

  /** A new connection to the catalog of the lake. */
  public Catalog catalog() {
    return LakeSetup.catalog(config);
  }

  /** Starts the Flink session with these streaming jobs, or with every one. */
  public void startFlink(String... jobs) {
    flink.start(
        command(
            classpath.engine("streaming"),
            config.memory().flink(),
            FlinkSession.class.getName(),
            jobs),
        home,
        Map.of());
  }

  /** Kills Flink as a crash would: no shutdown hook runs. */
  public void killFlink() {
    flink.running().ifPresent(ProcessHandle::destroyForcibly);
    await("the end of Flink", () -> flink.running().isEmpty());
  }

  /** The last lines of Flink's log, for the message of a test that fails. */
  public List<String> flinkLog() {
    return flink.lastLogLines(40);
  }

  /** Stops everything and removes the folder. */
  @Override
  public void close() {
    killFlink();
    kafka.stop(Duration.ofSeconds(1));
    postgres.stop();
    delete(home);
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command line of one JVM with the class path of a module's engine. */
  public List<String> engine(String module, int memory, String main) {
    return command(classpath.engine(module), memory, main);
  }

  /** The command line of one JVM with the given class path. */
  public List<String> command(String path, int memory, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(classpath.jvmOptions());
    command.add("-Xmx" + memory + "m");
    command.add("-Dyunhe.root=" + config.root());
    command.add("-Dyunhe.config=" + home.resolve("yunhe.yaml"));
    command.addAll(List.of("-cp", path, main));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String settings(
      Path home, String checkpointInterval, int parallelism, int flinkMemory, boolean encrypted) {
    return """
        home: %s
        ports: {postgres: %d, kafka: %d, kafka-controller: %d, connect: %d, flink: %d, trino: %d}
        memory: {flink: %d}
        flink: {checkpoint-interval: %s, parallelism: %d, reference-grace: 8s}
        encryption: {enabled: %s}
        """
        .formatted(
            home,
            Ports.free(),
            Ports.free(),
            Ports.free(),
            Ports.free(),
            Ports.free(),
            Ports.free(),
            flinkMemory,
            checkpointInterval,
            parallelism,
            encrypted);
  }

  static void await(String what, BooleanSupplier condition) {
    await(what, START, condition);
  }

  static void await(String what, Duration patience, BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(patience);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new YunheException(
            ErrorCode.START_FAILED, what + " did not come in " + patience.toSeconds() + " s", "");
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new YunheException(ErrorCode.START_FAILED, "interrupted", "", e);
      }
    }
  }

  /** Keeps a sandbox with Flink running until the process is ended, and prints where it is. */
  public static void main(String[] args) throws InterruptedException {
    Sandbox sandbox = start("2s", 1, 1024);
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
    sandbox.startFlink();
    System.out.println(sandbox.home().resolve("yunhe.yaml"));
    Thread.currentThread().join();
  }
}
