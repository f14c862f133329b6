package org.yunhe.lakehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The embedded PostgreSQL: logical decoding, restart after a kill, secrets, ports. */
@ExtendWith(EmbeddedPostgres.class)
class PostgresServerTest {
  private final PostgresServer server = EmbeddedPostgres.server();

  @Test
  void decodesLogically() throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW wal_level")) {
      result.next();
      assertThat(result.getString(1)).isEqualTo("logical");
    }
  }

  @Test
  void keepsCommittedRowsThroughAKill() throws Exception {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE survives (id int)");
      statement.execute("INSERT INTO survives VALUES (7)");
    }
    kill();

    // Its file with the process number is still there.
    server.stop();
    server.start();

    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT id FROM survives")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getInt(1)).isEqualTo(7);
    }
  }

  @Test
  void keepsItsPasswordFromOthers() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.passwordFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void namesAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> Ports.requireFree("127.0.0.1", port, "trino", "ports.trino"))
          .hasMessageContaining("port " + port + ", which trino needs, is taken by")
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
  }

  @Test
  void namesTheSettingWhereSomethingThatNeverAnswersHasItsPort(@TempDir Path folder)
      throws IOException {
    Files.createSymbolicLink(
        folder.resolve("dist"), EmbeddedPostgres.config().home().resolve("dist"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      YunheConfig config =
          YunheConfig.parse(
              EmbeddedPostgres.config().root(),
              Path.of("test.yaml"),
              "home: %s\nports: {postgres: %d}\n".formatted(folder, taken.getLocalPort()));

      assertThatThrownBy(new PostgresServer(config)::start)
          .hasMessageContaining("which postgresql needs, is taken by")
          .extracting(failure -> ((YunheException) failure).code())
          .isEqualTo(ErrorCode.PORT_TAKEN);
    }
  }

  private void kill() throws ExecutionException, InterruptedException {
    ProcessHandle process = server.process().orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
  }
}
