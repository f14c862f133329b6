package org.yunhe.dashboards.superset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.ServerProcess;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/**
 * The embedded Superset: one gunicorn worker with threads, which suffices because a chart's work is
 * done by Trino.
 */
final class SupersetServer {
  /**
   * Superset's administrator, named like the account by which it asks Trino: what it does itself,
   * such as importing, then asks as nobody else. Its password is the secret {@code
   * superset-admin.password}.
   */
  static final String ADMIN = LakeDatabase.ACCOUNT;

  private static final int THREADS = 8;
  private static final int PREPARE_MINUTES = 10;

  private final YunheConfig config;
  private final SupersetInstallation installation;
  private final MetadataDatabase database;
  private final Path folder;
  private final ServerProcess process;

  SupersetServer(YunheConfig config) {
    this.config = config;
    this.installation = new SupersetInstallation(config);
    this.database = new MetadataDatabase(config);
    this.folder = config.home().resolve("data/superset");
    this.process = new ServerProcess(config.home(), "superset");
  }

  /** Installs Superset and brings its database to this version; done once for a version. */
  void prepare(Consumer<String> note) {
    installation.install(note);
    database.create();
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("superset_config.py"),
          ModelResources.read("superset/server/superset_config.py"));
      Path marker = folder.resolve("prepared");
      if (Files.exists(marker) && Files.readString(marker).equals(installation.fingerprint())) {
        return;
      }
      note.accept("making Superset's tables, roles and administrator");
      prepareDatabase();
      Files.writeString(marker, installation.fingerprint());
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, folder + " cannot be written: " + e.getMessage(), "mend it", e);
    }
  }

  /** Starts the server unless it runs; does not wait. */
  void start() {
    if (process.running().isPresent()) {
      return;
    }
    int port = config.ports().superset();
    Ports.requireFree(config.host(), port, "superset", "ports.superset");
    process.start(
        List.of(
            installation.program("gunicorn").toString(),
            "--bind",
            config.host() + ":" + port,
            "--workers",
            "1",
            "--worker-class",
            "gthread",
            "--threads",
            "" + THREADS,
            "--timeout",
            "180",
            "--limit-request-line",
            "0",
            "superset.app:create_app()"),
        folder,
        environment());
  }

  /** Returns the administrator's password. */
  static String adminPassword(YunheConfig config) {
    return Secrets.readOrCreate(config.secret("superset-admin.password"));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("SUPERSET_CONFIG_PATH", folder.resolve("superset_config.py").toString());
    environment.put("SUPERSET_HOME", folder.toString());
    environment.put("FLASK_APP", "superset.app:create_app()");
    environment.put("SCARF_ANALYTICS", "false");
    // Python's requests prefers these over the certificate that a connection names: the lake's own.
    environment.put("REQUESTS_CA_BUNDLE", "");
    environment.put("CURL_CA_BUNDLE", "");
    environment.put("YUNHE_LANGUAGE", config.language());
    environment.put(
        "YUNHE_SUPERSET_SECRET_KEY", Secrets.readOrCreate(config.secret("superset.key")));
    environment.put("YUNHE_SUPERSET_DATABASE_URI", database.uri());
    return environment;
  }

  private void prepareDatabase() throws IOException {
    Path script = folder.resolve("prepare.py");
    Files.writeString(script, ModelResources.read("superset/server/prepare.py"));
    Path log = config.home().resolve("log/superset-prepare.log");
    ProcessBuilder builder =
        new ProcessBuilder(installation.program("python").toString(), script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment());
    builder.environment().put("YUNHE_SUPERSET_ADMIN", ADMIN);
    builder.environment().put("YUNHE_SUPERSET_ADMIN_PASSWORD", adminPassword(config));
    Process running = builder.start();
    try {
      if (!running.waitFor(PREPARE_MINUTES, TimeUnit.MINUTES) || running.exitValue() != 0) {
        running.destroyForcibly();
        throw failed(log);
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
      throw failed(log);
    }
  }

  private static YunheException failed(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    return new YunheException(
        ErrorCode.START_FAILED,
        "Superset's database cannot be prepared: "
            + (lines.isEmpty() ? "no output" : lines.get(lines.size() - 1).strip()),
        "see './yunhe logs superset-prepare', then run './yunhe up' again");
  }

  /** Prepares and starts Superset; what it does goes to standard output, a line a step. */
  public static void main(String[] args) {
    try {
      SupersetServer server = new SupersetServer(YunheConfig.load());
      server.prepare(System.out::println);
      server.start();
    } catch (YunheException e) {
      System.err.println(e.line());
      System.exit(e.code().blame().exitCode());
    }
  }
}
