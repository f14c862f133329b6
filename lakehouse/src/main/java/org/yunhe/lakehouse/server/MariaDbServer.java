package org.yunhe.lakehouse.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * A MariaDB of the demo region: one hospital's own server, with a binary log of whole rows. The
 * program is the system's; data, log and socket are those of the installation.
 */
public final class MariaDbServer {
  /** Name of the administrator; its password is the secret {@code mariadb.password}. */
  public static final String SUPERUSER = "yunhe";

  /** The clock of the hospital, which its DATETIME columns and NOW() follow. */
  public static final String CLOCK = "+08:00";

  private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/usr/local/bin");
  private static final int COMMAND_SECONDS = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final YunheConfig config;
  private final Path data;
  private final ServerProcess process;

  /** Creates the server of an installation; nothing is started yet. */
  public MariaDbServer(YunheConfig config) {
    this.config = config;
    this.data = config.home().resolve("data/mariadb");
    this.process = new ServerProcess(config.home(), "mariadb");
  }

  /** Returns whether MariaDB's server is installed on this machine. */
  public static boolean installed() {
    return program("mariadbd").isPresent() && program("mariadb-install-db").isPresent();
  }

  /** Initialises and starts the server; repeatable. */
  public void start() {
    if (process.running().isPresent()) {
      return;
    }
    String password = Secrets.readOrCreate(passwordFile());
    initialise();
    Ports.requireFree(config.host(), config.ports().mariadb(), "mariadb", "ports.mariadb");
    Path accounts = config.secret("mariadb-accounts.sql");
    Secrets.write(accounts, accounts(password));
    process.start(command(accounts), config.home(), Map.of());
  }

  /** Stops the server, finishing what clients committed. */
  public void stop() {
    process.stop(PATIENCE);
  }

  /** Returns whether the server answers its administrator. */
  public boolean healthy() {
    if (process.running().isEmpty()) {
      return false;
    }
    try (Connection connection = connect("")) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Opens a connection of the administrator to {@code database}; empty for none. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), SUPERUSER, Secrets.read(passwordFile()));
  }

  /** Returns the JDBC address of {@code database}; empty gives the prefix. */
  public String url(String database) {
    return "jdbc:mariadb://" + config.host() + ":" + config.ports().mariadb() + "/" + database;
  }

  /** Returns the file with the administrator's password. */
  public Path passwordFile() {
    return config.secret("mariadb.password");
  }

  /** Returns the process of the server. */
  public ServerProcess process() {
    return process;
  }

  private void initialise() {
    if (Files.isDirectory(data.resolve("mysql"))) {
      return;
    }
    List<String> command = new ArrayList<>();
    command.add(program("mariadb-install-db").orElseThrow(MariaDbServer::missing));
    command.addAll(
        List.of(
            "--no-defaults",
            "--datadir=" + data,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve"));
    command.addAll(user());
    run(command);
  }

  private List<String> command(Path accounts) {
    List<String> command = new ArrayList<>();
    command.add(program("mariadbd").orElseThrow(MariaDbServer::missing));
    command.addAll(
        List.of(
            "--no-defaults",
            "--datadir=" + data,
            "--bind-address=" + config.host(),
            "--port=" + config.ports().mariadb(),
            "--socket=" + socket(),
            "--pid-file=" + data.resolve("mariadbd.pid"),
            "--init-file=" + accounts,
            "--skip-name-resolve",
            "--local-infile=ON",
            "--server-id=1",
            "--log-bin=binlog",
            "--binlog-format=ROW",
            "--binlog-row-image=FULL",
            "--gtid-strict-mode=ON",
            "--sync-binlog=0",
            "--innodb-flush-log-at-trx-commit=2",
            "--innodb-buffer-pool-size=" + config.memory().mariadb() + "M",
            "--max-allowed-packet=64M",
            "--default-time-zone=" + CLOCK,
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_nopad_bin"));
    command.addAll(user());
    return command;
  }

  /** The system allows 107 bytes to a socket's path, so a deep folder has it elsewhere. */
  private Path socket() {
    Path near = data.resolve("mariadbd.sock");
    return near.toString().getBytes(StandardCharsets.UTF_8).length < 100
        ? near
        : Path.of(
            System.getProperty("java.io.tmpdir"), "yunhe-" + config.ports().mariadb() + ".sock");
  }

  private static List<String> user() {
    return System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
  }

  /** Each start runs them; their passwords do not belong into the binary log. */
  private static String accounts(String password) {
    return """
        SET SESSION sql_log_bin = 0;
        ALTER USER root@localhost IDENTIFIED BY '%2$s';
        CREATE USER IF NOT EXISTS %1$s@'%%' IDENTIFIED BY '%2$s';
        ALTER USER %1$s@'%%' IDENTIFIED BY '%2$s';
        GRANT ALL PRIVILEGES ON *.* TO %1$s@'%%' WITH GRANT OPTION;
        """
        .formatted(SUPERUSER, password);
  }

  private static Optional<String> program(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(":", -1)), FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static YunheException missing() {
    return new YunheException(
        ErrorCode.MISSING_PROGRAM,
        "MariaDB's server is not installed",
        "install the package mariadb-server");
  }

  private void run(List<String> command) {
    Path log = process.log();
    try {
      Files.createDirectories(data.getParent());
      Files.createDirectories(log.getParent());
      Process made =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (!made.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || made.exitValue() != 0) {
        made.destroyForcibly();
        throw failed("it ended with an error");
      }
    } catch (IOException e) {
      throw failed(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    }
  }

  private YunheException failed(String how) {
    return new YunheException(
        ErrorCode.START_FAILED,
        "MariaDB's data folder cannot be made: " + how,
        "look into " + process.log());
  }

  /** Runs the server of the current configuration as a development server. */
  public static void main(String[] args) {
    MariaDbServer server = new MariaDbServer(YunheConfig.load());
    server.start();
    System.out.println(server.url(""));
  }
}
