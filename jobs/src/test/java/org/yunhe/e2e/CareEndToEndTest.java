package org.yunhe.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yunhe.lakehouse.crypto.EncryptedColumns;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;

/**
 * What a steward does with a lake that lives: a hospital changes a table, files are tidied beside
 * the load, the past is looked at, encryption at rest is switched on, a person is erased.
 */
@EnabledIfEnvironmentVariable(named = RunningPlatform.ALL, matches = "true")
@Tag(RunningPlatform.TAG)
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

  /** Numbers, names and complaints that the city hospital's clinician may read. */
  private static final String CHARTS =
      """
      SELECT p.local_patient_no, p.name, e.chief_complaint
      FROM lake.core.patient p LEFT JOIN lake.core.encounter e ON e.patient_id = p.patient_id
      WHERE p.source = 'his_city' ORDER BY p.patient_id, e.encounter_id
      """;

  private static final String RENAMED = "綦毋怀文";

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
    done("up", "--without", "region,mimic,jobs,live,dashboards");
    done("run", "core");
    done("run", "patient-360");
    List<String> now = query(PERSONS + " ORDER BY 1");
    assertThat(now).isNotEqualTo(then);

    done("run", "patient-360", "--as-of", moment.toString());

    String branch = "asof_" + moment.toString().replace("-", "").replace(":", "");
    assertThat(query(PERSONS + " FOR VERSION AS OF '" + branch + "' ORDER BY 1")).isEqualTo(then);
    assertThat(query(PERSONS + " ORDER BY 1")).as("the mart itself").isEqualTo(now);
  }

  @Test
  @Order(4)
  void switchedOnNamesLieEncryptedAndTheGrantedRoleReadsThem() throws Exception {
    List<String> charts = query("clinician", CHARTS);
    done("down");
    platform.configure("encryption: {enabled: true}");
    done("up", "--without", "region,mimic,jobs,live,dashboards");
    String since = "from_iso8601_timestamp('" + Instant.now() + "')";

    String patient = changeHalfOfTheCity();
    String bundle = Files.readString(platform.bundles().getFirst()).replace("FW0", "FY0");
    assertThat(platform.push(bundle).statusCode()).isEqualTo(200);
    eventually(landed("raw.change", "\"before\"", since), "yhe1:");
    eventually(landed("raw.change", "\"after\"", since), "yhe1:");
    eventually(landed("raw.fhir", "resource", since), "yhe1:");
    assertThat(done("keys", "rotate")).contains("encrypts from now on");
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              rename(patient);
              assertThat(query(dataKeys(since))).as("data keys that landing used").hasSize(2);
            });
    done("run", "core");

    assertThat(textsOfCore("NOT LIKE", since)).as("texts in clear").isEmpty();
    assertThat(textsOfCore("LIKE", since))
        .contains("core.patient.name", "core.patient.id_number", "core.encounter.chief_complaint");
    List<String> expected =
        charts.stream()
            .map(row -> row.replaceFirst("^" + patient + ", [^,]*", patient + ", " + RENAMED))
            .toList();
    assertThat(expected).anyMatch(row -> row.startsWith(patient + ", " + RENAMED));
    assertThat(query("clinician", CHARTS)).isEqualTo(expected);
    assertTheAnalystSeesMasks();
    assertThat(done("keys", "rewrap")).contains("are wrapped by master key");
    assertThat(query("clinician", CHARTS)).isEqualTo(expected);
  }

  @Test
  @Order(5)
  void aPersonIsErasedWhereTheirTextsAreEncrypted() throws Exception {
    String[] ids =
        query(
                """
                SELECT p.patient_id, m.person_id
                FROM lake.core.patient p
                JOIN lake.mart.patient_360 m ON contains(m.patient_ids, p.patient_id)
                WHERE p.source = 'his_city' AND p.name LIKE 'yhe1:%'
                  AND m.registration_count > 1 AND m.encounter_count > 5
                  AND m.birth_date NOT IN (
                    SELECT birth_date FROM lake.mart.patient_360 WHERE birth_date IS NOT NULL
                    GROUP BY birth_date HAVING count(*) > 1)
                ORDER BY 1 LIMIT 1
                """)
            .getFirst()
            .split(", ", -1);
    String registration = ids[0];
    String person = ids[1];
    String number =
        opened("core.patient.id_number", "WHERE patient_id = '" + registration + "'").getFirst();
    assertThat(opened("raw.change.after", "WHERE source = 'his_city' AND \"after\" IS NOT NULL"))
        .as("the number is found where it is")
        .anyMatch(image -> image.toUpperCase(Locale.ROOT).contains(number));

    assertErased(person, registration);
    assertThat(opened("raw.change.after", "WHERE source LIKE 'his_%' AND \"after\" IS NOT NULL"))
        .isNotEmpty()
        .noneMatch(image -> image.toUpperCase(Locale.ROOT).contains(number));
  }

  @Test
  @Order(6)
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

    assertErased(person, registration);
  }

  /** Erases a person, and asserts that the run is complete, the registration gone and no other. */
  private void assertErased(String person, String registration) throws Exception {
    long others = number("SELECT count(*) FROM lake.mart.patient_360") - 1;

    String said = done("erase", "--person", person, "--reason", "test", "--yes");

    assertThat(said).doesNotContain(registration);
    assertThat(
            query(
                "SELECT status, cast(matches AS varchar) FROM lake.ops.erasure"
                    + " ORDER BY completed_at DESC LIMIT 1"))
        .containsExactly("complete, 0");
    assertThat(number("SELECT count(*) FROM lake.mart.patient_360")).isEqualTo(others);
    assertThat(
            number(
                "SELECT count(*) FROM lake.core.patient WHERE patient_id = '" + registration + "'"))
        .isZero();
  }

  /**
   * Writes half of the city hospital's patients and their visits again, as they are but for one
   * name; returns that patient's number.
   */
  private String changeHalfOfTheCity() throws SQLException {
    try (Connection hospital = platform.postgres().connect("his_city");
        Statement statement = hospital.createStatement();
        ResultSet half =
            statement.executeQuery(
                """
                WITH half AS (
                  SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY brid) AS brid FROM his.br_jbxx),
                patients AS (
                  UPDATE his.br_jbxx SET xm = xm WHERE brid < (SELECT brid FROM half) RETURNING 1),
                visits AS (
                  UPDATE his.mz_jzjl SET zs = zs WHERE brid < (SELECT brid FROM half) RETURNING 1)
                SELECT brid FROM half
                """)) {
      half.next();
      String patient = half.getString(1);
      rename(patient);
      return patient;
    }
  }

  private void rename(String patient) throws SQLException {
    try (Connection hospital = platform.postgres().connect("his_city");
        PreparedStatement rename =
            hospital.prepareStatement("UPDATE his.br_jbxx SET xm = ? WHERE brid = ?")) {
      rename.setString(1, RENAMED);
      rename.setString(2, patient);
      assertThat(rename.executeUpdate()).isEqualTo(1);
    }
  }

  /** Asks how the texts begin that landed in a log. */
  private static String landed(String table, String column, String since) {
    return "SELECT DISTINCT substr(%s, 1, 5) FROM lake.%s WHERE ingested_at > %s AND %s IS NOT NULL"
        .formatted(column, table, since, column);
  }

  private static String dataKeys(String since) {
    return "SELECT DISTINCT split_part(\"after\", ':', 2) FROM lake.raw.change WHERE ingested_at > "
        + since;
  }

  /** Columns of core, of those to be encrypted, with a text written since that is {@code like}. */
  private List<String> textsOfCore(String like, String since) throws SQLException {
    List<String> parts = new ArrayList<>();
    for (TableContract table : ContractCatalog.load().tables()) {
      if (table.layer().equals("core") && table.column("merged_at").isPresent()) {
        for (String column : EncryptedColumns.of(table)) {
          parts.add(
              "SELECT '%1$s.%2$s' FROM lake.%1$s WHERE merged_at > %3$s AND %2$s %4$s 'yhe1:%%'"
                  .formatted(table.fullName(), column, since, like));
        }
      }
    }
    return query(String.join(" UNION ", parts));
  }

  private void assertTheAnalystSeesMasks() throws SQLException {
    String names = "FROM lake.core.patient WHERE name IS NOT NULL";
    assertThat(query("analyst", "SELECT DISTINCT length(name), substr(name, 2) " + names))
        .containsExactly("2, *");
    assertThat(query("analyst", "SELECT count(*) " + names + " AND name = '綦*'"))
        .containsExactly("1");
    assertThatThrownBy(
            () -> query("analyst", "SELECT crypto.sm4.decrypt(name, 'core.patient.name') " + names))
        .hasMessageContaining("Access Denied");
  }

  /** The texts of {@code layer.table.column} in clear, by the keys and not by Trino. */
  private List<String> opened(String column, String where) throws SQLException {
    ValueOpener opener = new ValueOpener(KeyAccess.of(platform.config().encryption()));
    int dot = column.lastIndexOf('.');
    return query(
            "SELECT \"%s\" FROM lake.%s %s"
                .formatted(column.substring(dot + 1), column.substring(0, dot), where))
        .stream()
        .map(value -> opener.open(value, column))
        .toList();
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
    return query("platform", sql);
  }

  private List<String> query(String account, String sql) throws SQLException {
    try (Connection trino = platform.trino(account);
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
