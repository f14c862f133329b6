package org.yunhe.e2e;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.lakehouse.server.ServerCertificate;
import org.yunhe.lakehouse.trino.TrinoConnection;

/**
 * The whole platform in a folder and on ports of its own, worked by its command line as a person
 * does.
 */
final class TestPlatform implements AutoCloseable {
  private static final int COMMAND_MINUTES = 30;

  /** Names a running platform's settings, to run a suite against it: {@code YUNHE_E2E=FILE}. */
  static final String RUNNING = System.getenv("YUNHE_E2E");

  private final Path root = Path.of(System.getProperty("yunhe.root"));
  private final Path folder = root.resolve("jobs/target/e2e");
  private final Path settings =
      RUNNING == null ? folder.resolve("yunhe.yaml") : Path.of(RUNNING).toAbsolutePath();
  private final YunheConfig config;
  private final RealFiles realFiles;

  /** Exit code and everything the command printed. */
  record Outcome(int code, String output) {}

  TestPlatform() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    realFiles = RealFiles.in(root, folder.resolve("mimic-fhir"));
    if (RUNNING == null && Files.exists(settings)) {
      // What an earlier run left, its processes too: the settings are still theirs.
      run("down", "--purge");
    }
    String text =
        """
        home: %s
        language: en
        # What servers have to do here is over before the second compiler's work would pay.
        jvm: {servers: -XX:TieredStopAtLevel=1}
        spark:
          core-interval: 0s
        ports:
          postgres: %d
          kafka: %d
          kafka-controller: %d
          connect: %d
          flink: %d
          trino: %d
          superset: %d
          governance: %d
          mariadb: %d
          fhir-push: %d
          fhir-server: %d
          pacs: %d
        """
            .formatted(
                folder.resolve("home"),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free());
    if (RUNNING == null) {
      Files.writeString(settings, text);
    } else {
      text = Files.readString(settings);
    }
    config = YunheConfig.parse(root, settings, text);
  }

  /** Returns the real hospital's FHIR files that the platform reads. */
  Path realFiles() {
    return realFiles.folder();
  }

  YunheConfig config() {
    return config;
  }

  /** Adds a line to the settings, for the commands that follow; one that is there is left so. */
  void configure(String line) throws IOException {
    if (Files.readAllLines(settings).stream().noneMatch(line::equals)) {
      Files.writeString(settings, line + "\n", StandardOpenOption.APPEND);
    }
  }

  /** Returns the bundles of the hospital that pushes, in their order. */
  List<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.list(config.home().resolve("feeds/fhir_wch/bundles"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Pushes a text as the hospital that pushes does, and returns the answer. */
  HttpResponse<String> push(String bundle) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(ServerCertificate.trust(config.secret("fhir-push.crt")))
            .build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(config.fhirPush().url()))
              .header("Content-Type", "application/fhir+json")
              .header("X-API-Key", Files.readString(config.secret("fhir_wch.key")).strip())
              .POST(HttpRequest.BodyPublishers.ofString(bundle))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Returns the hospitals' databases, whatever they run on. */
  HospitalDatabases hospitals() {
    return new HospitalDatabases(config);
  }

  PostgresServer postgres() {
    return new PostgresServer(config);
  }

  /** Runs one command of the command line to its end. */
  Outcome run(String... arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("last-command.log");
    Process process = start(output, arguments);
    if (!process.waitFor(COMMAND_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(String.join(" ", arguments) + " did not end");
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    System.out.println("$ yunhe " + String.join(" ", arguments) + "\n" + text);
    return new Outcome(process.exitValue(), text);
  }

  /** Starts one command of the command line that stays, and lets it run. */
  Process start(String... arguments) throws IOException {
    return start(folder.resolve(arguments[0] + "-that-stays.log"), arguments);
  }

  private Process start(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dyunhe.root=" + root,
            "-Dyunhe.config=" + settings,
            "-Dslf4j.internal.verbosity=ERROR",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-cp",
            root.resolve("jobs/target/classes")
                + File.pathSeparator
                + Files.readString(root.resolve("jobs/target/classpath/runtime.txt")).strip(),
            "org.yunhe.cli.Yunhe"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("YUNHE_FHIR_DATA", realFiles.folder().toString());
    return builder.start();
  }

  /** Opens a connection to Trino as {@code user}. */
  Connection trino(String user) throws SQLException {
    TrinoConnection trino = TrinoConnection.of(config, user);
    return DriverManager.getConnection(trino.url(), trino.properties());
  }

  /** Kills the process of a part as the kernel would, and waits until it is gone. */
  void kill(String part) throws Exception {
    String pid =
        Files.readString(config.home().resolve("run").resolve(part + ".pid")).split(" ", -1)[0];
    ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("down");
  }
}
