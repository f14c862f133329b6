package org.yunhe.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a steward does with a lake that lives: a hospital changes a table, files are tidied beside
 * the load, the past is looked at, a person is erased, encryption at rest is switched on.
 */
@ExtendWith(RunningPlatform.class)
@Order(Integer.MAX_VALUE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CareEndToEndTest {
  private static final String PERSONS =
      "SELECT person_id, registration_count, encounter_count, condition_count, observation_count"
          + " FROM lake.mart.patient_360";

  private static final String FLOOR =
      "WHERE source = 'his_east' AND source_table = 'dept_dict' AND column_name = 'floor_no'";

  private TestPlatform platform;

  @BeforeAll
  void startPlatform(TestPlatform running) throws Exception {
    platform = running;
    done("up", "--without", "region,mimic,jobs,live,dashboards");
  }

  @Test
  @Order(1)
  void aColumnThatAHospitalAddsIsToldOnceAndThatItWentToo() throws Exception {
    try (Connection hospital = platform.postgres().connect("his_east");
        Statement statement = hospital.createStatement()) {
      statement.execute("ALTER TABLE his.dept_dict ADD COLUMN floor_no int");
      statement.execute("UPDATE his.dept_dict SET floor_no = 3");
      eventually("SELECT status, kind FROM lake.ops.schema_drift " + FLOOR, "open, added");

      statement.execute("ALTER TABLE his.dept_dict DROP COLUMN floor_no");
      statement.execute("UPDATE his.dept_dict SET dept_name = dept_name");
      eventually(
          "SELECT status, kind FROM lake.ops.schema_drift " + FLOOR + " ORDER BY status",
          "open, added",
          "resolved, added");
    }
    assertThat(
            query(
                "SELECT DISTINCT source_table FROM lake.ops.schema_drift WHERE column_name <> 'floor_no'"))
        .as("drift nobody made")
        .isEmpty();
  }

  @Test
  @Order(2)
  void filesAreTidiedBesideLiveLoad() throws Exception {
    done("up", "--rate", "50", "--without", "region,mimic,jobs,dashboards");
    long before = number("SELECT count(*) FROM lake.raw.change");

    done("run", "maintain");

    assertThat(number("SELECT count(*) FROM lake.raw.change")).isGreaterThan(before);
    assertThat(
            number(
                "SELECT count(*) - count(DISTINCT ROW(topic, \"partition\", \"offset\")) FROM"
                    + " lake.raw.change"))
        .as("a change is there twice")
        .isZero();
    assertThat(
            query(
                "SELECT table_name, failure FROM lake.ops.table_health WHERE failure IS NOT NULL"))
        .isEmpty();
    assertThat(number("SELECT count(DISTINCT table_name) FROM lake.ops.table_health"))
        .isGreaterThan(30);
  }

  @Test
  @Order(3)
  void aMartIsRebuiltAsItWas() throws Exception {
    List<String> then = query(PERSONS + " ORDER BY 1");
    Instant moment = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (Connection hospital = platform.postgres().connect("his_east");
        Statement statement = hospital.createStatement()) {
      statement.execute("DELETE FROM his.clinic_diag");
    }
    done("up", "--without", "region,mimic,live,dashboards");
    List<String> now = query(PERSONS + " ORDER BY 1");
    assertThat(now).isNotEqualTo(then);

    done("run", "patient-360", "--as-of", moment.toString());

    String branch = "asof_" + moment.toString().replace("-", "").replace(":", "");
    assertThat(query(PERSONS + " FOR VERSION AS OF '" + branch + "' ORDER BY 1")).isEqualTo(then);
    assertThat(query(PERSONS + " ORDER BY 1")).as("the mart itself").isEqualTo(now);
  }

  @Test
  @Order(4)
  void anErasedPersonIsNowhere() throws Exception {
    String person =
        query(
                "SELECT person_id FROM lake.mart.patient_360 WHERE registration_count > 1 AND"
                    + " encounter_count > 5 AND birth_date NOT IN (SELECT birth_date FROM"
                    + " lake.mart.patient_360 WHERE birth_date IS NOT NULL GROUP BY birth_date"
                    + " HAVING count(*) > 1) ORDER BY 1 LIMIT 1")
            .getFirst();
    String registration =
        query("SELECT patient_ids[1] FROM lake.mart.patient_360 WHERE person_id = '" + person + "'")
            .getFirst();
    long others = number("SELECT count(*) FROM lake.mart.patient_360") - 1;

    String said = done("erase", "--person", person, "--reason", "test", "--yes");

    assertThat(said).doesNotContain(registration);
    assertThat(query("SELECT status, cast(matches AS varchar) FROM lake.ops.erasure"))
        .containsExactly("complete, 0");
    assertThat(number("SELECT count(*) FROM lake.mart.patient_360")).isEqualTo(others);
    assertThat(
            number(
                "SELECT count(*) FROM lake.core.patient WHERE patient_id = '" + registration + "'"))
        .isZero();
  }

  private String done(String... arguments) throws Exception {
    TestPlatform.Outcome outcome = platform.run(arguments);
    assertThat(outcome.code()).as(outcome.output()).isZero();
    return outcome.output();
  }

  private void eventually(String sql, String... rows) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(query(sql)).containsExactly(rows));
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(query(sql).getFirst());
  }

  /** Rows of an answer to the platform's own account, their columns joined by a comma. */
  private List<String> query(String sql) throws SQLException {
    try (Connection trino = platform.trino("platform");
        Statement statement = trino.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join(", ", row.stream().map(String::valueOf).toList()));
      }
      return rows;
    }
  }
}
