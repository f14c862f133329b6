package org.yunhe.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Catalog;
import org.yunhe.lakehouse.catalog.LakeSetup;
import org.yunhe.lakehouse.catalog.TableProvisioner;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.JavaCommand;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.lakehouse.server.ServerProcess;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The parts of the platform that FHIR files pass through (catalog, Kafka, Connect with the file
 * feed, Flink with every streaming job), in a folder of their own and on free ports, with the heaps
 * that the platform gives them. Closing stops them and removes the folder.
 */
final class FhirSandbox implements AutoCloseable {
  /** Source whose folder the feed watches. */
  static final String SOURCE = "mimic_fhir";

  /** Long, because a part that ends is seen at once. */
  private static final Duration START = Duration.ofMinutes(30);

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int POLL_MILLIS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final YunheConfig config;
  private final PostgresServer postgres;
  private final Map<String, ServerProcess> servers = new LinkedHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread closing = new Thread(this::close);

  /** Makes the folder and the settings; nothing runs yet. */
  FhirSandbox() throws IOException {
    Path home = Files.createTempDirectory("yunhe-bench-fhir");
    Path file = home.resolve("yunhe.yaml");
    Files.writeString(
        file,
        """
        home: %s
        language: en
        ports: {postgres: %d, kafka: %d, kafka-controller: %d, connect: %d, flink: %d}
        """
            .formatted(home, Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free()));
    System.setProperty("yunhe.config", file.toString());
    this.config = YunheConfig.load();
    this.postgres = new PostgresServer(config);
    for (String name : List.of("kafka", "connect", "flink")) {
      servers.put(name, new ServerProcess(home, name));
    }
    Runtime.getRuntime().addShutdownHook(closing);
  }

  YunheConfig config() {
    return config;
  }

  /** The folder that files are dropped into. */
  Path inbox() {
    return config.home().resolve("inbox");
  }

  /** The folder of the feed's report on each file. */
  Path reports() {
    return config.home().resolve("reports");
  }

  /** A folder below the one that is removed in the end. */
  Path scratch(String name) {
    return config.home().resolve(name);
  }

  /** A new connection to the catalog of the lake. */
  Catalog catalog() {
    return LakeSetup.catalog(config);
  }

  /** Starts every part, makes the lake's tables and deploys the connector. */
  void start() throws IOException {
    Files.createDirectories(inbox());
    Secrets.write(
        config.secret(SOURCE + ".properties"),
        "folder=%s%nreports=%s%n".formatted(inbox(), reports()));
    postgres.start();
    new TableProvisioner(catalog()).provision(ContractCatalog.load());
    run("kafka", "lakehouse", config.memory().kafka(), "org.yunhe.lakehouse.server.KafkaBroker");
    await("Kafka", () -> Ports.listening(config.host(), config.ports().kafka()));
    run(
        "connect",
        "ingestion",
        config.memory().connect(),
        "org.yunhe.ingestion.connect.ConnectWorker");
    run("flink", "streaming", config.memory().flink(), "org.yunhe.streaming.session.FlinkSession");
    await("Flink", this::flinkRuns);
    deploy();
  }

  /** Returns the processor time, ms, of each part so far; PostgreSQL's is left out. */
  Map<String, Long> processorMillis() {
    Map<String, Long> millis = new LinkedHashMap<>();
    servers.forEach(
        (name, server) ->
            millis.put(
                name,
                server
                    .running()
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElse(Duration.ZERO)
                    .toMillis()));
    return millis;
  }

  /** The command line of a Java process of a module. */
  List<String> java(String module, int heapMiB, String mainClass, String... arguments) {
    return JavaCommand.of(config, module, heapMiB, mainClass, List.of(arguments));
  }

  /** Waits for a condition; the last lines of the parts' logs tell why it did not come. */
  void await(String what, BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(START);
    while (!condition.getAsBoolean()) {
      for (Map.Entry<String, ServerProcess> server : servers.entrySet()) {
        if (Files.exists(server.getValue().log()) && server.getValue().running().isEmpty()) {
          throw failed(server.getKey() + " ended: " + server.getValue().lastLogLines(3));
        }
      }
      if (Instant.now().isAfter(deadline)) {
        throw failed(what + " did not come in " + START.toMinutes() + " minutes");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    }
  }

  private static YunheException failed(String what) {
    return new YunheException(ErrorCode.START_FAILED, what, "run the benchmark again");
  }

  private void run(String name, String module, int heapMiB, String mainClass) {
    servers.get(name).start(java(module, heapMiB, mainClass), config.home(), Map.of());
  }

  private boolean flinkRuns() {
    return get(config.flink().url() + "/jobs/overview")
        .filter(answer -> answer.contains("RUNNING") && !answer.matches("(?s).*(CREATED|INIT).*"))
        .isPresent();
  }

  private void deploy() throws IOException {
    Path file = config.root().resolve("ingestion/target/classes/connectors/" + SOURCE + ".json");
    String settings = JSON.readTree(file.toFile()).path("config").toString();
    String connector = config.connect().url() + "/connectors/" + SOURCE;
    await("Connect", () -> put(connector + "/config", settings));
    await(
        "the connector",
        () ->
            get(connector + "/status")
                .filter(status -> status.contains("\"tasks\":[{"))
                .filter(status -> !status.contains("UNASSIGNED"))
                .isPresent());
  }

  private static boolean put(String url, String body) {
    return send(HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)))
        .isPresent();
  }

  private static Optional<String> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  private static Optional<String> send(HttpRequest.Builder request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              request.timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() / 100 == 2 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    List<ServerProcess> last = new ArrayList<>(servers.values());
    Collections.reverse(last);
    last.forEach(server -> server.stop(PATIENCE));
    postgres.stop();
    try (Stream<Path> files = Files.walk(config.home())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
