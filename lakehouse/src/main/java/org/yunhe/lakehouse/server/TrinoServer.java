package org.yunhe.lakehouse.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.trino.TrinoAccounts;
import org.yunhe.lakehouse.trino.crypto.CryptoPlugin;
import org.yunhe.models.access.AccessPolicy;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The embedded Trino coordinator, with the lake as catalog {@code lake}; a process of its own. */
public final class TrinoServer {
  private static final Set<String> PLUGINS = Set.of("iceberg", "ranger", "password-authenticators");
  private static final String VERSION = "476";

  /** Catalog of the functions that read encrypted columns. */
  public static final String CRYPTO_CATALOG = "crypto";

  private static final String PASSWORD_VARIABLE = "YUNHE_LAKE_PASSWORD";
  private static final String KEYSTORE_VARIABLE = "YUNHE_TRINO_KEYSTORE_PASSWORD";
  private static final String SHARED_VARIABLE = "YUNHE_TRINO_SHARED_SECRET";

  private final YunheConfig config;
  private final Path distribution;
  private final Path etc;
  private final ServerProcess process;

  /** Creates the server of an installation; nothing is started yet. */
  public TrinoServer(YunheConfig config) {
    this.config = config;
    this.distribution = config.home().resolve("dist/trino-" + VERSION);
    this.etc = config.home().resolve("data/trino/etc");
    this.process = new ServerProcess(config.home(), "trino");
  }

  /** Returns the archive of the server in the local Maven repository. */
  public static Path archive() {
    String repository =
        System.getProperty(
            "maven.repo.local",
            Path.of(System.getProperty("user.home"), ".m2/repository").toString());
    return Path.of(
        repository, "io/trino/trino-server", VERSION, "trino-server-" + VERSION + ".tar.gz");
  }

  /** Returns the Maven coordinates of the server archive. */
  public static String coordinates() {
    return "io.trino:trino-server:" + VERSION + ":tar.gz";
  }

  /** Returns whether the server is unpacked. */
  public boolean installed() {
    return Files.exists(distribution.resolve(".complete"));
  }

  /** Unpacks the server with the plugins that Yunhe uses. */
  public void install() {
    if (installed()) {
      return;
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive()), 1 << 20)) {
      Files.createDirectories(distribution);
      Archives.untar(in, distribution, 1);
      removeOtherPlugins();
      Files.createFile(distribution.resolve(".complete"));
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "Trino cannot be unpacked to " + distribution + ": " + e.getMessage(),
          "free disk space (1 GB), make the folder writable, and check " + archive(),
          e);
    }
  }

  /** Starts the server unless it runs. */
  public void start() {
    if (process.running().isPresent()) {
      return;
    }
    Ports.requireFree(config.host(), config.ports().trino(), "trino", "ports.trino");
    provisionAccess();
    try {
      writeSettings();
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "Trino's settings cannot be written: " + e.getMessage(),
          "free disk space and make " + etc + " writable",
          e);
    }
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xmx" + config.memory().trino() + "m",
            "-XX:+UseG1GC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:ReservedCodeCacheSize=256M",
            "-Djdk.attach.allowAttachSelf=true",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC",
            "--add-modules=jdk.incubator.vector",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dnode.environment=yunhe",
            "-Dnode.id=yunhe-coordinator",
            "-Dnode.data-dir=" + config.home().resolve("data/trino"),
            "-Dconfig=" + etc.resolve("config.properties"),
            "-Dlog.levels-file=" + etc.resolve("log.properties")));
    command.addAll(config.jvm().servers());
    command.addAll(
        List.of("-cp", distribution.resolve("lib") + "/*", "io.trino.server.TrinoServer"));
    process.start(
        command,
        distribution,
        Map.of(
            PASSWORD_VARIABLE,
            Secrets.read(config.lake().passwordFile()),
            KEYSTORE_VARIABLE,
            Secrets.read(config.secret("trino.keystore.password")),
            SHARED_VARIABLE,
            Secrets.readOrCreate(config.secret("trino.shared"))));
  }

  /** Makes certificate, accounts and passwords that are not there yet. */
  private void provisionAccess() {
    new ServerCertificate(
            "trino",
            config.secret("trino.p12"),
            config.secret("trino.keystore.password"),
            config.trino().certificate())
        .provision(config.host());
    new TrinoAccounts(config.trino().accounts(), config.secret("trino.passwords"))
        .provision(AccessPolicy.load(config.governance().policies()).accounts().keySet());
  }

  /** Stops the server. */
  public void stop() {
    process.stop(Duration.ofSeconds(20));
  }

  /** Returns the process with its log. */
  public ServerProcess process() {
    return process;
  }

  /** Fewer plugins start faster. Jars are shared by hard links, so all are unpacked first. */
  private void removeOtherPlugins() throws IOException {
    List<Path> others;
    try (Stream<Path> plugins = Files.list(distribution.resolve("plugin"))) {
      others = plugins.filter(p -> !PLUGINS.contains(p.getFileName().toString())).toList();
    }
    for (Path plugin : others) {
      try (Stream<Path> files = Files.walk(plugin)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void writeSettings() throws IOException {
    Files.createDirectories(etc.resolve("catalog"));
    installDriver();
    writeCrypto();
    write(
        "config.properties",
        List.of(
            "coordinator=true",
            "node-scheduler.include-coordinator=true",
            "http-server.http.enabled=false",
            "http-server.https.enabled=true",
            "http-server.https.port=" + config.ports().trino(),
            "http-server.https.keystore.path=" + config.secret("trino.p12"),
            "http-server.https.keystore.key=${ENV:" + KEYSTORE_VARIABLE + "}",
            "http-server.authentication.type=PASSWORD",
            "access-control.config-files=" + etc.resolve("access-control.properties"),
            "password-authenticator.config-files="
                + etc.resolve("password-authenticator.properties"),
            "internal-communication.https.required=true",
            "internal-communication.https.keystore.path=" + config.secret("trino.p12"),
            "internal-communication.https.keystore.key=${ENV:" + KEYSTORE_VARIABLE + "}",
            "internal-communication.https.truststore.path=" + config.trino().certificate(),
            "internal-communication.shared-secret=${ENV:" + SHARED_VARIABLE + "}",
            "node.bind-ip=" + config.host(),
            "node.internal-address=" + config.host(),
            "discovery.uri=https://" + config.host() + ":" + config.ports().trino(),
            "catalog.config-dir=" + etc.resolve("catalog"),
            "plugin.dir=" + distribution.resolve("plugin"),
            "query.max-memory-per-node=" + config.memory().trino() / 2 + "MB",
            "memory.heap-headroom-per-node=" + config.memory().trino() / 4 + "MB",
            "query.max-history=100"));
    write(
        "password-authenticator.properties",
        List.of(
            "password-authenticator.name=file",
            "file.password-file=" + config.secret("trino.passwords"),
            "file.refresh-period=5s"));
    new RangerSettings(config).write(etc);
    write("log.properties", List.of("io.trino=INFO", "io.airlift=WARN"));
    write(
        "catalog/" + config.lake().catalog() + ".properties",
        List.of(
            "connector.name=iceberg",
            "iceberg.catalog.type=jdbc",
            "iceberg.jdbc-catalog.driver-class=org.postgresql.Driver",
            "iceberg.jdbc-catalog.connection-url=" + config.lake().jdbcUrl(),
            "iceberg.jdbc-catalog.connection-user=" + config.lake().jdbcUser(),
            "iceberg.jdbc-catalog.connection-password=${ENV:" + PASSWORD_VARIABLE + "}",
            "iceberg.jdbc-catalog.catalog-name=" + config.lake().catalog(),
            "iceberg.jdbc-catalog.default-warehouse-dir=" + config.lake().warehouse(),
            "iceberg.jdbc-catalog.schema-version=V1",
            // Statistics tell the smallest and largest value of rows that the asker may not see.
            "iceberg.table-statistics-enabled=false",
            "fs.hadoop.enabled=true"));
  }

  /** The catalog of functions is there where encryption is on or was. */
  private void writeCrypto() throws IOException {
    Path file = etc.resolve("catalog/" + CRYPTO_CATALOG + ".properties");
    Path folder = distribution.resolve("plugin/yunhe-crypto");
    Optional<KeyAccess> keys = KeyAccess.inUse(config.encryption());
    if (keys.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    new CryptoPluginJar(new EngineClasspath(config.root())).install(folder);
    write(
        "catalog/" + CRYPTO_CATALOG + ".properties",
        List.of(
            "connector.name=" + CryptoPlugin.CONNECTOR,
            CryptoPlugin.KEY_SERVICE + "=" + keys.get().service(),
            CryptoPlugin.MASTER_KEYS + "=" + keys.get().masterKeys(),
            CryptoPlugin.KEYRING + "=" + keys.get().keyring()));
  }

  /** The Iceberg plugin loads the catalog's JDBC driver from its own folder. */
  private void installDriver() throws IOException {
    Path jar = new EngineClasspath(config.root()).jar("lakehouse", "postgresql-");
    Path target = distribution.resolve("plugin/iceberg").resolve(jar.getFileName());
    try (var files = Files.list(target.getParent())) {
      if (files.noneMatch(file -> file.getFileName().toString().contains("postgresql"))) {
        Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void write(String name, List<String> lines) throws IOException {
    Files.writeString(etc.resolve(name), String.join("\n", lines) + "\n");
  }
}
