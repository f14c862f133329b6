package org.yunhe.lakehouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.yunhe.lakehouse.config.YunheConfig;

/** One real PostgreSQL for all tests of the module, started once, stopped at the end of the run. */
public final class EmbeddedPostgres implements BeforeAllCallback {
  private static PostgresServer server;
  private static YunheConfig config;

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  /** Returns the settings of the running server. */
  public static YunheConfig config() {
    return config;
  }

  /** Returns the running server. */
  public static PostgresServer server() {
    return server;
  }

  private static synchronized void start() {
    if (server != null) {
      return;
    }
    Path root = Path.of(System.getProperty("yunhe.root"));
    String settings =
        "home: %s\nports: {postgres: %d}\n"
            .formatted(root.resolve("lakehouse/target/postgres-home"), Ports.free());
    config = YunheConfig.parse(root, Path.of("test.yaml"), settings);
    server = new PostgresServer(config);
    forgetEarlierRun();
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
  }

  /** What an earlier run left, a server that it could not stop too: a run begins with nothing. */
  private static void forgetEarlierRun() {
    server.stop();
    for (String name : List.of("data", "warehouse")) {
      Path folder = config.home().resolve(name);
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
