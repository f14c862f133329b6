package org.yunhe.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.source.SourceTable;

/**
 * The road from a row in a hospital's database to an answer in Trino, with every real engine: up,
 * changes by hand, kills during live load, and the comparison of every row image with its source.
 */
@Tag(RunningPlatform.TAG)
@ExtendWith(RunningPlatform.class)
@Order(Integer.MAX_VALUE - 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformEndToEndTest {
  private static final Path REAL_HOSPITAL =
      Path.of(System.getProperty("yunhe.root")).resolve("../shared/data/mimic-iv-demo-omop");

  private static final String PATIENTS = "pat_master_index";
  private static final String NAME = "name";

  private TestPlatform platform;

  @BeforeAll
  void startPlatform(TestPlatform running, TestPlatform.Outcome up) {
    platform = running;
    assertThat(up.output()).contains("IN = OUT").doesNotContain("  NO\n", " INFO ");
  }

  @Test
  @Order(1)
  void everyRowImageInTheLakeIsThatOfItsSource() throws Exception {
    assertSourcesAndLakeAgree();
  }

  @Test
  @Order(2)
  void countsBalanceForEverySourceTable() throws SQLException {
    assertThat(query("SELECT source, source_table FROM lake.ops.reconciliation WHERE NOT balanced"))
        .isEmpty();
    assertThat(number("SELECT count(DISTINCT source) FROM lake.ops.reconciliation"))
        .isGreaterThanOrEqualTo(sources().size());
  }

  @Test
  @Order(3)
  void everyPersonHasOneRowAndTheirEventsAreThoseOfCore() throws Exception {
    // Suites before may have brought patients into core.
    assertThat(platform.run("run", "patient-360").code()).isZero();
    assertThat(number("SELECT count(*) FROM lake.mart.patient_360")).isPositive();
    assertThat(number("SELECT count(*) - count(DISTINCT person_id) FROM lake.mart.patient_360"))
        .isZero();
    assertThat(number("SELECT sum(registration_count) FROM lake.mart.patient_360"))
        .as("registrations, those of a road that repeats another not counted again")
        .isEqualTo(number("SELECT count(*) FROM lake.core.patient WHERE source <> 'mimic_fhir'"));
    assertThat(
            number(
                "SELECT count(*) FROM lake.mart.patient_timeline WHERE event_type = 'observation'"))
        .isEqualTo(
            number(
                "SELECT count(*) FROM lake.core.observation o JOIN lake.core.patient p"
                    + " ON p.patient_id = o.patient_id WHERE o.source <> 'mimic_fhir'"));
    assertThat(number("SELECT count(*) FROM lake.mart.patient_360 WHERE registration_count > 1"))
        .as("residents seen in several institutions are one person")
        .isPositive();
  }

  @Test
  @Order(4)
  void theRealHospitalStandsInCoreAndQuarantine() throws SQLException {
    if (!Files.isDirectory(REAL_HOSPITAL)) {
      assertThat(System.getenv("CI")).as("the real hospital's data must be there in CI").isNull();
      System.out.println("not run: the real hospital; its data is not at " + REAL_HOSPITAL);
      return;
    }
    assertFate("person", 100);
    assertFate("visit_occurrence", 852);
    assertFate("condition_occurrence", 16441);
    assertFate("drug_exposure", 18229);
    assertFate("procedure_occurrence", 18447);
    assertThat(number("SELECT count(*) FROM lake.core.patient WHERE source = 'mimic'"))
        .isEqualTo(100);
    assertThat(number("SELECT count(*) FROM lake.core.encounter WHERE source = 'mimic'"))
        .isGreaterThan(800);
    assertThat(
            number(
                "SELECT count(*) FROM lake.mart.patient_360 WHERE any_match(patient_ids,"
                    + " id -> id LIKE 'mimic:%')"))
        .isEqualTo(100);
  }

  @Test
  @Order(5)
  void aChangeByHandArrivesAndADeletedRowLeaves() throws Exception {
    try (Connection hospital = platform.postgres().connect("his_east");
        Statement statement = hospital.createStatement()) {
      SourceTable table = table("his_east", PATIENTS);
      String key = table.key().get(0);
      String row;
      try (ResultSet result =
          statement.executeQuery(
              "SELECT min("
                  + key
                  + ")::text FROM his."
                  + table.name()
                  + " WHERE "
                  + NAME
                  + " IS NOT NULL")) {
        result.next();
        row = result.getString(1);
      }
      statement.executeUpdate(
          "UPDATE his."
              + table.name()
              + " SET "
              + NAME
              + " = '改名测试' WHERE "
              + key
              + "::text = '"
              + row
              + "'");
      await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(300))
          .until(
              () ->
                  number(
                          "SELECT count(*) FROM lake.raw.change WHERE source = 'his_east' AND op ="
                              + " 'u' AND after LIKE '%改名测试%'")
                      == 1);
      assertThat(platform.run("run", "core").code()).isZero();
      assertThat(
              number(
                  "SELECT count(*) FROM lake.core.patient WHERE source = 'his_east' AND name ="
                      + " '改名测试'"))
          .isEqualTo(1);

      statement.executeUpdate(
          "DELETE FROM his." + table.name() + " WHERE " + key + "::text = '" + row + "'");
      await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(300))
          .until(
              () ->
                  number(
                          "SELECT count(*) FROM lake.raw.change WHERE source = 'his_east' AND op = 'd'")
                      >= 1);
      assertThat(platform.run("run", "core").code()).isZero();
      assertThat(number("SELECT count(*) FROM lake.core.patient WHERE name = '改名测试'")).isZero();
    }
  }

  @Test
  @Order(6)
  void killsDuringLiveLoadLoseNothingAndCountNothingTwice() throws Exception {
    TestPlatform.Outcome live = platform.run("up", "--rate", "50", "--without", "jobs,dashboards");
    assertThat(live.code()).as(live.output()).isZero();
    long before = number("SELECT count(*) FROM lake.raw.change");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> number("SELECT count(*) FROM lake.raw.change") > before + 200);

    platform.kill("flink");
    platform.kill("connect");
    platform.kill("trino");
    platform.kill("kafka");
    TestPlatform.Outcome healed = platform.run("up", "--without", "jobs,live,dashboards");

    assertThat(healed.code()).as(healed.output()).isZero();
    assertThat(platform.run("run", "core").code()).isZero();
    assertThat(
            number(
                "SELECT count(*) - count(DISTINCT ROW(topic, \"partition\", \"offset\")) FROM"
                    + " lake.raw.change"))
        .as("a change landed twice")
        .isZero();
    assertSourcesAndLakeAgree();
    assertThat(query("SELECT source_table FROM lake.ops.reconciliation WHERE NOT balanced"))
        .isEmpty();
  }

  @Test
  @Order(7)
  void mistakesAreToldInOneLine() throws Exception {
    TestPlatform.Outcome wrongJob = platform.run("run", "nonsense");
    assertThat(wrongJob.code()).isEqualTo(2);
    assertThat(wrongJob.output())
        .startsWith("YU-001: no job is named 'nonsense' — use one of [core, patient-360, ")
        .hasLineCount(1);
    TestPlatform.Outcome wrongQuery = platform.run("sql", "select * from core.nothing");
    assertThat(wrongQuery.code()).isEqualTo(2);
    assertThat(wrongQuery.output()).startsWith("YU-005: ").hasLineCount(1);
  }

  @Test
  @Order(8)
  @EnabledIfEnvironmentVariable(named = RunningPlatform.ALL, matches = "true")
  void aTakenPortIsNamed() throws Exception {
    platform.kill("trino");
    int port = platform.config().ports().trino();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      TestPlatform.Outcome up = platform.run("up", "--without", "live,dashboards");

      assertThat(up.code()).isEqualTo(4);
      assertThat(up.output())
          .contains("YR-001: port " + taken.getLocalPort() + ", which trino needs, is taken");
    }
  }

  @Test
  @Order(9)
  @EnabledIfEnvironmentVariable(named = RunningPlatform.ALL, matches = "true")
  void aDatabaseThatRefusesOrDoesNotAnswerIsNamed() throws Exception {
    Path file = platform.config().secret("his_east.properties");
    String good = Files.readString(file);
    try {
      Files.writeString(file, good.replaceFirst("password=.*", "password=wrong"));
      assertRefused("YE-002: the database of his_east refuses the user");

      Files.writeString(file, good.replaceFirst("port=.*", "port=1"));
      assertRefused("YE-001: the database of his_east does not answer");
    } finally {
      Files.writeString(file, good);
    }
  }

  @Test
  @Order(10)
  @EnabledIfEnvironmentVariable(named = RunningPlatform.ALL, matches = "true")
  void aDeclaredTableThatIsNotThereIsNamed() throws Exception {
    try (Connection database = platform.postgres().connect("his_east");
        Statement statement = database.createStatement()) {
      statement.execute("ALTER TABLE his.dept_dict RENAME TO dept_dict_away");
      try {
        TestPlatform.Outcome up =
            platform.run("up", "--without", "region,mimic,jobs,live,dashboards");

        assertThat(up.code()).isEqualTo(5);
        assertThat(up.output()).contains("YE-003: database his_east").contains("dept_dict");
      } finally {
        statement.execute("ALTER TABLE his.dept_dict_away RENAME TO dept_dict");
      }
    }
  }

  private void assertRefused(String words) throws Exception {
    TestPlatform.Outcome up = platform.run("up", "--without", "region,mimic,jobs,live,dashboards");
    assertThat(up.code()).isEqualTo(5);
    assertThat(up.output()).contains(words);
  }

  private void assertSourcesAndLakeAgree() throws SQLException, IOException {
    try (Connection trino = platform.trino("platform")) {
      for (SourceDefinition source : sources()) {
        try (Connection database = platform.hospitals().connect(source.source())) {
          database.setAutoCommit(false);
          for (SourceTable table : source.tables().values()) {
            Map<String, Map<String, String>> wanted =
                RowImages.inSource(database, source.schema(), table.name(), table.key());
            Map<String, Map<String, String>> found =
                RowImages.inLake(trino, source.source(), table.name(), table.key());
            String name = source.source() + "." + table.name();
            assertThat(new TreeSet<>(found.keySet()))
                .as("keys of " + name)
                .isEqualTo(new TreeSet<>(wanted.keySet()));
            wanted.forEach((key, row) -> assertThat(found.get(key)).as(name + key).isEqualTo(row));
          }
        }
      }
    }
  }

  private void assertFate(String table, long rows) throws SQLException {
    List<List<String>> fate =
        query(
            "SELECT rows_in, rows_core + rows_filtered + rows_quarantined + rows_unmapped"
                + " FROM lake.ops.reconciliation WHERE source = 'mimic' AND source_table = '"
                + table
                + "' ORDER BY recorded_at DESC LIMIT 1");
    assertThat(fate).as(table).containsExactly(List.of("" + rows, "" + rows));
  }

  private List<SourceDefinition> sources() {
    return SourceCatalog.load().sources().stream()
        .filter(source -> source.protocol().startsWith("debezium-"))
        .filter(source -> !source.source().equals("mimic") || Files.isDirectory(REAL_HOSPITAL))
        .toList();
  }

  private static SourceTable table(String source, String table) {
    return SourceCatalog.load().find(source).orElseThrow().tables().get(table);
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(query(sql).get(0).get(0));
  }

  private List<List<String>> query(String sql) throws SQLException {
    try (Connection trino = platform.trino("platform");
        Statement statement = trino.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
