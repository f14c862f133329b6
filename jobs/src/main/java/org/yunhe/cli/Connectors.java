package org.yunhe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.feed.Feeds;
import org.yunhe.lakehouse.server.MariaDbServer;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;

/** The connector files, and what the Connect cluster makes of them. */
final class Connectors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 10;

  /** Connectors of sources that run on another database where MariaDB is not installed. */
  private static final String WITHOUT_MARIADB = "without-mariadb";

  private final YunheConfig config;
  private final Path folder;

  /** One connector file: its name, which is that of its source, and its settings. */
  record Connector(String name, JsonNode settings, Path file) {}

  Connectors(YunheConfig config) {
    this.config = config;
    this.folder = config.root().resolve("ingestion/target/classes/connectors");
  }

  /**
   * Reads the connector files that hold on this machine; a broken one is YU-004 with its line.
   * Where MariaDB is not installed, the demo's hospital on it runs on PostgreSQL.
   */
  List<Connector> read() {
    Map<String, Connector> connectors = new TreeMap<>();
    read(folder, Faults.FIRST).forEach(connector -> connectors.put(connector.name(), connector));
    if (!MariaDbServer.installed()) {
      read(folder.resolve(WITHOUT_MARIADB), Faults.FIRST)
          .forEach(connector -> connectors.put(connector.name(), connector));
    }
    return List.copyOf(connectors.values());
  }

  /** Reads the connector files of this installation that can be read, and reports the others. */
  List<Connector> read(Faults faults) {
    return read(folder, faults);
  }

  /** Reads the connector files of a folder that can be read, and reports the others. */
  static List<Connector> read(Path folder, Faults faults) {
    List<Connector> connectors = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        faults.attempt(() -> readFile(file)).ifPresent(connectors::add);
      }
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.NOT_BUILT, folder + " cannot be read", "run ./yunhe again, it builds", e);
    }
    return connectors;
  }

  private static Connector readFile(Path file) {
    try {
      return read(file);
    } catch (IOException e) {
      throw bad(file, 1, "it cannot be read: " + e.getMessage());
    }
  }

  static Connector read(Path file) throws IOException {
    String stem = file.getFileName().toString().replaceFirst("\\.json$", "");
    try {
      JsonNode root = JSON.readTree(file.toFile());
      String name = root.path("name").asText();
      if (!name.equals(stem) || !root.path("config").path("connector.class").isTextual()) {
        throw bad(
            file, 1, "'name' must be '" + stem + "' and 'config' must name a connector.class");
      }
      return new Connector(name, root.path("config"), file);
    } catch (JsonProcessingException e) {
      throw bad(
          file,
          e.getLocation().getLineNr(),
          "column " + e.getLocation().getColumnNr() + " is not JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * Sends a connector to the cluster, which creates it or brings it up to date. Its database is
   * tried first, because Connect does not tell a wrong password from a fault of its own.
   */
  void deploy(Connector connector) throws InterruptedException {
    new Feeds(config, List.of()).of(connector.name(), connector.settings()).requireReachable();
    String url = config.connect().url() + "/connectors/" + connector.name() + "/config";
    Http.Answer answer = Http.call("PUT", url, connector.settings().toString());
    for (int i = 1; i < TRIES && (answer.status() == 409 || answer.status() == 404); i++) {
      Thread.sleep(1000);
      answer = Http.call("PUT", url, connector.settings().toString());
    }
    if (!answer.ok()) {
      throw refused(connector, answer.message());
    }
  }

  /** Restarts the connector's failed tasks, where it has any. */
  void heal(String name) {
    Http.call(
        "POST",
        config.connect().url()
            + "/connectors/"
            + name
            + "/restart?includeTasks=true&onlyFailed=true",
        null);
  }

  /** Returns the state of each connector: RUNNING, FAILED with its reason, or another. */
  Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    Http.probe(config.connect().url() + "/connectors?expand=status")
        .ifPresent(
            all ->
                all.fields()
                    .forEachRemaining(
                        entry ->
                            states.put(entry.getKey(), state(entry.getValue().path("status")))));
    return states;
  }

  private static String state(JsonNode status) {
    for (JsonNode task : status.path("tasks")) {
      if (!task.path("state").asText().equals("RUNNING")) {
        return task.path("state").asText() + " " + firstLine(task.path("trace").asText());
      }
    }
    return status.path("tasks").isEmpty()
        ? "STARTING"
        : status.path("connector").path("state").asText();
  }

  private static String firstLine(String trace) {
    return trace.lines().findFirst().orElse("");
  }

  /** Turns Connect's words into an error with the right code. */
  static YunheException refused(Connector connector, String message) {
    String text = message.replaceAll("\\s+", " ").strip();
    String lower = text.toLowerCase(Locale.ROOT);
    String where = "secrets/" + connector.name() + ".properties";
    if (lower.contains("password authentication failed") || lower.contains("no password")) {
      return new YunheException(
          ErrorCode.ACCESS_REFUSED,
          "the database of " + connector.name() + " refuses the user: " + text,
          "correct user and password in " + where);
    }
    if (lower.contains("connection")
        && (lower.contains("refused")
            || lower.contains("attempt failed")
            || lower.contains("timed out"))) {
      return new YunheException(
          ErrorCode.UNREACHABLE,
          "the database of " + connector.name() + " does not answer: " + text,
          "start it, or correct host and port in " + where);
    }
    return new YunheException(
        ErrorCode.BAD_CONNECTOR,
        connector.file().getFileName() + ": " + text,
        "correct ingestion/src/main/resources/connectors/" + connector.file().getFileName());
  }

  private static YunheException bad(Path file, int line, String what) {
    return new YunheException(
        ErrorCode.BAD_CONNECTOR,
        "connectors/" + file.getFileName() + ":" + line + ": " + what,
        "mend the file below ingestion/src/main/resources");
  }
}
