package org.yunhe.ingestion.bench;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.yunhe.ingestion.fhir.push.PushServer;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.sender.SenderKeys;
import org.yunhe.lakehouse.server.JavaCommand;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.ServerCertificate;
import org.yunhe.lakehouse.server.ServerProcess;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * A broker and a FHIR endpoint of their own, each a process, in a folder of their own and on free
 * ports. Its {@code main} keeps them running to develop against.
 */
public final class PushSandbox implements AutoCloseable {
  /** Source that the keys of the sandbox belong to. */
  public static final String SOURCE = "fhir_wch";

  private static final Duration START = Duration.ofSeconds(180);
  private static final long POLL_MILLIS = 200;

  private final YunheConfig config;
  private final ServerProcess kafka;
  private final ServerProcess push;
  private final HttpClient http;

  private PushSandbox(YunheConfig config) {
    this.config = config;
    this.kafka = new ServerProcess(config.home(), "kafka");
    this.push = new ServerProcess(config.home(), "fhir-push");
    try {
      startKafka();
      startEndpoint();
    } catch (YunheException e) {
      stop();
      throw e;
    }
    // A client trusts the certificate that the endpoint has made.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(ServerCertificate.trust(config.secret("fhir-push.crt")))
            .build();
    await("the endpoint", this::answers);
  }

  /** Starts both; {@code settings} are those of {@code fhir-push}. */
  public static PushSandbox start(String settings) {
    try {
      Path home = Files.createTempDirectory("yunhe-push");
      Path file = home.resolve("yunhe.yaml");
      Files.writeString(
          file,
          """
          home: %s
          language: en
          memory: {fhir-push: 768}
          ports: {kafka: %d, kafka-controller: %d, fhir-push: %d}
          fhir-push: {%s}
          """
              .formatted(home, Ports.free(), Ports.free(), Ports.free(), settings));
      System.setProperty("yunhe.config", file.toString());
      return new PushSandbox(YunheConfig.load());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the settings of both. */
  public YunheConfig config() {
    return config;
  }

  /** Returns a client that trusts the endpoint. */
  public HttpClient http() {
    return http;
  }

  /** Returns the keys that the endpoint knows. */
  public SenderKeys keys() {
    return SenderKeys.of(config);
  }

  /** Returns a key of {@link #SOURCE} that writes as {@code orgCode} for a day. */
  public String key(String orgCode) {
    return keys().issue(SOURCE, orgCode, Instant.now().plus(Duration.ofDays(1))).text();
  }

  /** Starts the broker. */
  public void startKafka() {
    kafka.start(
        command("lakehouse", 512, "org.yunhe.lakehouse.server.KafkaBroker"),
        config.home(),
        Map.of());
    await("Kafka", () -> Ports.listening(config.host(), config.ports().kafka()));
  }

  /** Kills the broker as the kernel would. */
  public void killKafka() {
    kill(kafka);
  }

  /** Starts the endpoint and waits until its port is open. */
  public void startEndpoint() {
    push.start(
        command("ingestion", config.memory().fhirPush(), PushServer.class.getName()),
        config.home(),
        Map.of());
    await(
        "the port", () -> Ports.listening(config.host(), config.ports().fhirPush()) || ended(push));
    if (ended(push)) {
      throw new YunheException(
          ErrorCode.START_FAILED,
          "the endpoint ended: " + push.lastLogLines(3),
          "see " + push.log());
    }
  }

  /** Kills the endpoint as the kernel would. */
  public void killEndpoint() {
    kill(push);
  }

  /** Returns the process of the endpoint. */
  public ProcessHandle endpoint() {
    return push.running().orElseThrow();
  }

  /** Returns whether the endpoint answers. */
  public boolean answers() {
    URI health =
        URI.create("https://" + config.host() + ":" + config.ports().fhirPush() + "/health");
    try {
      return http.send(
                  HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    http.close();
    stop();
    try (Stream<Path> files = Files.walk(config.home())) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop() {
    push.stop(Duration.ofSeconds(20));
    kafka.stop(Duration.ofSeconds(20));
  }

  private List<String> command(String module, int heapMiB, String mainClass) {
    return JavaCommand.of(config, module, heapMiB, mainClass, List.of());
  }

  private static boolean ended(ServerProcess process) {
    return process.running().isEmpty();
  }

  private void kill(ServerProcess process) {
    process.running().ifPresent(ProcessHandle::destroyForcibly);
    await("the end of a process", () -> process.running().isEmpty());
  }

  private void await(String what, BooleanSupplier ready) {
    Instant end = Instant.now().plus(START);
    while (!ready.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new YunheException(
            ErrorCode.START_FAILED, what + " did not come in time", "see the logs below home");
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Keeps a sandbox running until the process is stopped, and prints how to reach it. */
  public static void main(String[] args) throws InterruptedException {
    PushSandbox sandbox = start("rate: 100000");
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
    System.out.println(sandbox.config().fhirPush().url() + " key " + sandbox.key("990103H001"));
    System.out.println("kafka " + sandbox.config().kafka().bootstrap());
    System.out.println("home " + sandbox.config().home());
    Thread.currentThread().join();
  }
}
