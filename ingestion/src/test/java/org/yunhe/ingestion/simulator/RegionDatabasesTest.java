package org.yunhe.ingestion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.server.MariaDbServer;
import org.yunhe.lakehouse.server.Ports;
import org.yunhe.lakehouse.server.PostgresServer;
import org.yunhe.models.error.YunheException;

/** Loads a small region into a real PostgreSQL, repeats, breaks, heals and lets it live. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegionDatabasesTest {

  @TempDir static Path folder;
  private static PostgresServer postgres;
  private static MariaDbServer mariaDb;

  @BeforeAll
  static void start() {
    Path root = Path.of(System.getProperty("yunhe.root"));
    String settings =
        "home: %s\nports: {postgres: %d, mariadb: %d}\n"
            .formatted(folder.resolve("home"), Ports.free(), Ports.free());
    YunheConfig config = YunheConfig.parse(root, Path.of("test.yaml"), settings);
    postgres = new PostgresServer(config);
    mariaDb = new MariaDbServer(config);
    mariaDb.start();
    postgres.start();
    await().atMost(Duration.ofSeconds(60)).until(mariaDb::healthy);
  }

  @AfterAll
  static void stop() {
    mariaDb.stop();
    postgres.stop();
  }

  private static String run(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--jdbc",
                postgres.url(""),
                "--user",
                PostgresServer.SUPERUSER,
                "--password-file",
                postgres.passwordFile().toString(),
                "--mariadb-jdbc",
                mariaDb.url(""),
                "--mariadb-user",
                MariaDbServer.SUPERUSER,
                "--mariadb-password-file",
                mariaDb.passwordFile().toString(),
                "--secrets",
                folder.resolve("secrets").toString(),
                "--truth",
                folder.resolve("truth").toString(),
                "--residents",
                "100"));
    arguments.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RegionSimulator.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Connection connect(String database) throws SQLException {
    return database.equals("his_west") ? mariaDb.connect("") : postgres.connect(database);
  }

  private static String query(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(String database, String table) throws SQLException {
    return Long.parseLong(query(database, "SELECT count(*) FROM " + table));
  }

  @Test
  @Order(1)
  void loadsEveryDatabase() throws Exception {
    assertThat(run("load")).contains("100 of 100 residents");
    assertThat(count("his_city", "his.mz_jzjl")).isPositive();
    assertThat(count("his_east", "his.clinic_master")).isPositive();
    assertThat(count("his_west", "his.lab_result")).isPositive();
    assertThat(count("his_cloud", "his.tb_yl_mz_medical_record")).isPositive();
    assertThat(count("lis_city", "lis.lis_result")).isPositive();
    assertThat(count("referral", "ref.org_directory")).isEqualTo(15);
    assertThat(count("phs", "phs.jk_grda")).isPositive();
    assertThat(query("phs", "SELECT puballtables FROM pg_publication WHERE pubname = 'yunhe'"))
        .isEqualTo("f");
    assertThat(Files.readAllLines(folder.resolve("truth/persons.csv")).size()).isGreaterThan(200);
  }

  @Test
  @Order(2)
  void givesTheCaptureRoleASecretOfItsOwn() throws Exception {
    Path secret = folder.resolve("secrets/phs.properties");
    assertThat(Files.readString(secret)).contains("user=phs_cdc").contains("dbname=phs");
    assertThat(Files.getPosixFilePermissions(secret)).hasSize(2);
    assertThat(query("phs", "SELECT rolreplication FROM pg_roles WHERE rolname = 'phs_cdc'"))
        .isEqualTo("t");
    assertThat(query("phs", "SELECT has_table_privilege('phs_cdc', 'phs.jk_grda', 'SELECT')"))
        .isEqualTo("t");
  }

  @Test
  @Order(2)
  void loadsTheSameRowsIntoMariaDbAsIntoPostgreSql() throws Exception {
    assertThat(query("his_west", "SELECT version()")).containsIgnoringCase("mariadb");
    assertThat(count("his_west", "his.pat_master_index")).isPositive();
    assertThat(
            query(
                "his_west",
                "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'his'"))
        .isEqualTo(
            query(
                "his_east",
                "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'his'"));
    assertThat(
            query(
                "his_west",
                "SELECT column_comment FROM information_schema.columns"
                    + " WHERE table_schema = 'his' AND column_name = 'admission_time'"
                    + " AND table_name = 'pat_visit'"))
        .isEqualTo("入院日期及时间");
    assertThat(Files.readString(folder.resolve("secrets/his_west.properties")))
        .contains("dbname=his", "user=his_west_cdc");
    assertThat(query("his_west", "SHOW GRANTS FOR his_west_cdc")).contains("BINLOG MONITOR");
  }

  @Test
  @Order(3)
  void aSecondLoadChangesNothing() throws Exception {
    long before = count("his_city", "his.mz_jzjl");
    assertThat(run("load")).contains("loaded already");
    assertThat(count("his_city", "his.mz_jzjl")).isEqualTo(before);
  }

  @Test
  @Order(4)
  void neverDropsAnotherRegion() {
    assertThatThrownBy(() -> run("load", "--seed", "99"))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("another region");
  }

  @Test
  @Order(5)
  void redoesAHalfLoadAlone() throws Exception {
    long before = count("phs", "phs.sf_gxy");
    execute("phs", "DELETE FROM phs.sf_gxy");
    execute("phs", "UPDATE yunhe_sim.load SET finished = NULL");
    run("load");
    assertThat(count("phs", "phs.sf_gxy")).isEqualTo(before);
  }

  @Test
  @Order(6)
  void livesOnAfterARestart() throws Exception {
    long before = count("his_cloud", "his.tb_yl_mz_medical_record");
    long west = count("his_west", "his.clinic_master");
    assertThat(run("live", "--rate", "400", "--for", "2s")).contains("stopped after");
    assertThat(run("live", "--rate", "400", "--for", "2s")).contains("UPDATE");
    assertThat(count("his_cloud", "his.tb_yl_mz_medical_record")).isGreaterThan(before);
    assertThat(count("his_west", "his.clinic_master")).isGreaterThan(west);
  }

  @Test
  @Order(7)
  void refusesAForeignSchema() throws Exception {
    execute("postgres", "ALTER DATABASE phs RENAME TO phs_kept");
    execute("postgres", "CREATE DATABASE phs");
    execute("phs", "CREATE SCHEMA phs CREATE TABLE mine (id int)");
    assertThatThrownBy(() -> run("load")).hasMessageContaining("did not make");
    assertThat(count("phs", "phs.mine")).isZero();
  }

  @Test
  @Order(8)
  void saysWhatIsWrongWithTheServer() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong"), "no");
    assertThatThrownBy(() -> run("load", "--password-file", wrong.toString()))
        .hasMessageContaining("refuses user");
    assertThatThrownBy(() -> run("load", "--jdbc", "jdbc:postgresql://localhost:1/"))
        .hasMessageContaining("does not answer");
  }
}
