package org.yunhe.ingestion.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.EngineClasspath;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.ServerProcess;

/**
 * A broker and the embedded Connect worker, each a process of its own in a folder of their own, on
 * free ports. Its {@code main} keeps them running to develop against.
 */
public final class ConnectBed implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home;
  private final YunheConfig config;
  private final ServerProcess kafka;
  private final ServerProcess worker;

  private ConnectBed(Path home, YunheConfig config) {
    this.home = home;
    this.config = config;
    this.kafka = new ServerProcess(home, "kafka");
    this.worker = new ServerProcess(home, "connect");
  }

  /** Starts both and waits until the worker takes connectors. */
  static ConnectBed start() {
    try {
      Path home = Files.createTempDirectory("yunhe-connect");
      Path file = home.resolve("yunhe.yaml");
      List<Integer> ports = Stream.generate(Ports::free).distinct().limit(3).toList();
      String settings =
          "home: %s%nports: {kafka: %d, kafka-controller: %d, connect: %d}%n"
              .formatted(home, ports.get(0), ports.get(1), ports.get(2));
      Files.writeString(file, settings);
      Path root = Path.of(System.getProperty("yunhe.root"));
      ConnectBed bed = new ConnectBed(home, YunheConfig.parse(root, file, settings));
      bed.startKafka();
      bed.startWorker();
      return bed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startKafka() {
    kafka.start(command("lakehouse", "org.yunhe.lakehouse.server.KafkaBroker"), home, Map.of());
    await()
        .atMost(START)
        .failFast("the broker ended", () -> kafka.running().isEmpty())
        .until(() -> Ports.listening(config.host(), config.ports().kafka()));
  }

  /** Starts the worker, which goes on where its offsets say. */
  public void startWorker() {
    worker.start(command("ingestion", "org.yunhe.ingestion.connect.ConnectWorker"), home, Map.of());
    await().atMost(START).ignoreExceptions().until(() -> call("GET", "", null).statusCode() == 200);
  }

  /** Kills the worker as a crash would: no offset is written any more. */
  public void killWorker() {
    worker.running().ifPresent(ProcessHandle::destroyForcibly);
    await().atMost(START).until(() -> worker.running().isEmpty());
  }

  /** The broker's address. */
  public String bootstrap() {
    return config.kafka().bootstrap();
  }

  /** The folder the worker runs in. */
  public Path home() {
    return home;
  }

  /** Writes the secrets of a source where the worker reads them. */
  public void secrets(String source, Map<String, String> secrets) {
    Path file = config.secret(source + ".properties");
    Properties properties = new Properties();
    properties.putAll(secrets);
    try {
      Files.createDirectories(file.getParent());
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties.store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings in a connector file of the project. */
  public static Map<String, String> connectorFile(String name) {
    try (InputStream file = ConnectBed.class.getResourceAsStream("/connectors/" + name + ".json")) {
      Map<String, String> settings = new LinkedHashMap<>();
      JSON.readTree(file)
          .path("config")
          .properties()
          .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a connector to the worker and waits until it and its tasks run. */
  public void deploy(String name, Map<String, String> settings) {
    await()
        .atMost(START)
        .untilAsserted(
            () -> {
              HttpResponse<String> answer =
                  call("PUT", "/" + name + "/config", JSON.writeValueAsString(settings));
              assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
            });
    await().atMost(START).untilAsserted(() -> assertThat(state(name)).isEqualTo("RUNNING"));
  }

  /** Takes a connector away. */
  public void remove(String name) {
    call("DELETE", "/" + name, null);
  }

  /** Returns what Connect has kept of a connector's offsets: {@code partition}, {@code offset}. */
  public JsonNode offsets(String name) {
    try {
      return JSON.readTree(call("GET", "/" + name + "/offsets", null).body()).path("offsets");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * RUNNING where the connector and all its tasks run; otherwise the other state with its cause.
   */
  public String state(String name) {
    try {
      JsonNode status = JSON.readTree(call("GET", "/" + name + "/status", null).body());
      List<JsonNode> parts = new ArrayList<>(List.of(status.path("connector")));
      status.path("tasks").forEach(parts::add);
      if (parts.size() == 1) {
        return "NO TASKS";
      }
      return parts.stream()
          .filter(part -> !part.path("state").asText().equals("RUNNING"))
          .map(part -> part.path("state").asText() + " " + part.path("trace").asText())
          .findFirst()
          .orElse("RUNNING");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines of the worker's log, for the message of a test that fails. */
  public List<String> workerLog() {
    return worker.lastLogLines(60);
  }

  private HttpResponse<String> call(String method, String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(config.connect().url() + "/connectors" + path))
              .header("Content-Type", "application/json")
              .timeout(Duration.ofSeconds(30))
              .method(
                  method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build();
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<String> command(String module, String main) {
    EngineClasspath classpath = new EngineClasspath(config.root());
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(classpath.jvmOptions());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.add("-Dyunhe.root=" + config.root());
    command.add("-Dyunhe.config=" + home.resolve("yunhe.yaml"));
    command.addAll(List.of("-cp", classpath.engine(module), main));
    return command;
  }

  /** Stops both and removes the folder. */
  @Override
  public void close() {
    worker.stop(Duration.ofSeconds(1));
    kafka.stop(Duration.ofSeconds(1));
    http.close();
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a bed running until the process is ended, and prints where it is. */
  public static void main(String[] args) throws InterruptedException {
    ConnectBed bed = start();
    Runtime.getRuntime().addShutdownHook(new Thread(bed::close));
    System.out.println(bed.home() + " " + bed.bootstrap() + " " + bed.config.connect().url());
    Thread.currentThread().join();
  }
}
