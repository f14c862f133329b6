package org.yunhe.lakehouse.server;

import java.nio.file.Path;
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
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
  }
}
