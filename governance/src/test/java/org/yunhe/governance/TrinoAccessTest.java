package org.yunhe.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.ValueSealer;
import org.yunhe.lakehouse.trino.TrinoConnection;
import org.yunhe.models.resource.ModelResources;

/** Who sees what, asked of a real Trino as each account; expectations by reference.md §1.2. */
final class TrinoAccessTest {
  private static AccessLake lake;

  @BeforeAll
  static void start() throws Exception {
    lake = new AccessLake();
    lake.startWithoutPolicies();
    // No policies and none remembered: nobody may do anything, not even the platform.
    assertThatThrownBy(() -> lake.rows("platform", "SELECT 1")).hasMessageContaining("Denied");
    lake.startPolicies();
    try (InputStream sql = TrinoAccessTest.class.getResourceAsStream("/lake.sql")) {
      String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
      for (String statement : text.replaceAll("(?m)^--.*$", "").split(";\\s*\n", -1)) {
        if (!statement.isBlank()) {
          lake.rows("platform", statement.strip().replaceFirst(";$", ""));
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    lake.close();
  }

  @Test
  void aWrongPasswordAndAnotherUsersNameAreRefused() {
    TrinoConnection analyst = TrinoConnection.of(lake.config(), "analyst");
    analyst.properties().setProperty("user", "platform");
    assertThatThrownBy(() -> AccessLake.rows(analyst, "SELECT 1"))
        .hasMessageContaining("Invalid credentials");
    analyst.properties().remove("password");
    assertThatThrownBy(() -> AccessLake.rows(analyst, "SELECT 1"))
        .hasMessageContaining("Unauthorized");
  }

  @Test
  void plainHttpGivesNothing() {
    Properties nobody = new Properties();
    nobody.setProperty("user", "platform");
    TrinoConnection http = new TrinoConnection(TrinoConnection.jdbcUrl(lake.config()), nobody);
    assertThatThrownBy(() -> AccessLake.rows(http, "SELECT 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void theAnalystSeesNamesAndNumbersMasked() throws Exception {
    assertThat(
            lake.rows(
                "analyst",
                "SELECT patient_id, org_code, local_patient_no, name, sex, birth_date, id_number,"
                    + " phone, address, region_code FROM core.patient ORDER BY phone"))
        .containsExactly(
            "his_east:***|990121H001|***|李*|2|1980-01-01|**************0020|137****1111|西渠县|990100",
            "his_city:***|990100H001|***|张*|1|1971-01-01|**************002X|138****8000|东渠县|990100",
            "his_city:***|990100H001|***|欧*|2|"
                + java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusYears(90).getYear()
                + "-01-01|**************0021|139****5678|新城区|990100");
  }

  @Test
  void rowsOfLevelFiveAreHidden() throws Exception {
    String sql = "SELECT code, date(recorded_at) FROM core.condition ORDER BY source_key";
    assertThat(lake.rows("platform", sql)).hasSize(4);
    assertThat(lake.rows("analyst", sql))
        .containsExactlyInAnyOrder("I10.x00|2026-04-01", "null|2026-04-01", "E11.900|2026-03-01");
    assertThat(lake.rows("analyst", "SELECT count(*) FROM core.condition")).containsExactly("3");
    assertThat(lake.rows("clinician", "SELECT code FROM core.condition"))
        .containsExactly("E11.900");
    assertThat(lake.rows("clinician", "SELECT conditions FROM mart.patient_360"))
        .containsExactly("[I10]");
    assertThat(lake.rows("analyst", "SELECT conditions FROM mart.patient_360 ORDER BY person_id"))
        .containsExactly("[I10]", "[I10]");
    assertThat(lake.rows("analyst", "SELECT code FROM core.medication"))
        .as("an ATC code is no diagnosis")
        .containsExactly("A16AA01");
  }

  @Test
  void aManagerSeesTheirOwnInstitutionOnly() throws Exception {
    String orgs = "SELECT DISTINCT org_code FROM core.condition";
    assertThat(lake.rows("manager_city", orgs)).containsExactly("990100H001");
    assertThat(lake.rows("manager_east", orgs)).containsExactly("990121H001");
    assertThat(lake.rows("manager_west", orgs)).isEmpty();
    assertThat(lake.rows("manager_city", "SELECT person_id FROM mart.patient_360"))
        .containsExactly("P01");
    assertThat(lake.rows("manager_city", "SELECT count(*) FROM core.organization"))
        .containsExactly("2");
    denied("manager_city", "SELECT name FROM core.patient");
    denied("manager_city", "SELECT * FROM core.patient");
    denied("manager_city", "SELECT count(*) FROM raw.change");
    denied("manager_city", "SELECT count(*) FROM ops.quarantine");
  }

  @Test
  void theClinicianSeesTheirPatientsAsTheyAre() throws Exception {
    assertThat(
            lake.rows("clinician", "SELECT name, id_number, phone FROM core.patient ORDER BY name"))
        .containsExactly(
            "张三丰|11010519710517002X|13812348000", "欧阳一|110105192002030021|13912345678");
  }

  @Test
  void theResearcherSeesResearchOnly() throws Exception {
    assertThat(lake.rows("researcher", "SHOW SCHEMAS FROM lake"))
        .doesNotContain("core", "mart", "ops", "raw");
    denied("researcher", "SELECT count(*) FROM core.patient");
    denied("researcher", "SELECT org_name FROM core.organization");
    denied("researcher", "DESCRIBE core.patient");
    assertThat(
            lake.rows(
                "researcher",
                "SELECT DISTINCT table_schema FROM information_schema.columns"
                    + " WHERE table_schema <> 'information_schema'"))
        .doesNotContain("core", "mart", "ops", "raw");
  }

  @Test
  void stewardAndAuditorSeeWhatTheirWorkNeeds() throws Exception {
    assertThat(lake.rows("steward", "SELECT reason_code, reason, payload FROM ops.quarantine"))
        .containsExactly("YQ-CAST|***|null");
    assertThat(lake.rows("auditor", "SELECT count(*) FROM ops.job_run")).containsExactly("0");
    denied("auditor", "SELECT count(*) FROM ops.quarantine");
    denied("auditor", "SELECT org_name FROM core.organization");
  }

  @Test
  void theDashboardServiceActsForUsersButNotForItself() throws Exception {
    String sql = "SELECT current_user, name FROM core.patient WHERE phone = '138****8000'";
    assertThat(lake.rowsOnBehalf("superset", "analyst", sql)).containsExactly("analyst|张*");
    denied("superset", "SELECT org_name FROM core.organization");
    for (String other : List.of("platform", "researcher", "clinician", "nobody")) {
      assertThatThrownBy(() -> lake.rowsOnBehalf("superset", other, "SELECT 1"))
          .as(other)
          .hasMessageContaining("Access Denied");
    }
    assertThatThrownBy(() -> lake.rowsOnBehalf("analyst", "platform", "SELECT 1"))
        .hasMessageContaining("Access Denied");
  }

  /** Values of core.referral are stored encrypted, those of the other tables are from before. */
  @Test
  void encryptedColumnsOpenForTheGrantedRoleOnly() throws Exception {
    ValueSealer sealer = new ValueSealer(KeyAccess.of(lake.config().encryption()));
    String name = sealer.seal("诸葛一", "core.referral.patient_name");
    String id = sealer.seal("11010519710517002X", "core.referral.id_number");
    String reason = sealer.seal("胸痛三天", "core.referral.reason");
    lake.rows(
        "platform",
        """
        INSERT INTO core.referral (referral_id, from_org_code, to_org_code, direction, state,
          patient_name, id_number, reason, created_at, source, source_table, source_key, source_row,
          source_position, merged_at)
        VALUES ('ref:1', '990100H001', '990121H001', 'up', 'created', '%s', '%s', '%s',
          TIMESTAMP '2026-01-01 00:00:00 UTC', 'referral',
          'referral', '{}', 1, '1', TIMESTAMP '2026-01-01 00:00:00 UTC')"""
            .formatted(name, id, reason));
    String columns = "SELECT patient_name, id_number, reason FROM core.referral";
    String call = "SELECT crypto.sm4.decrypt('%s', 'core.referral.patient_name')".formatted(name);

    assertThat(lake.rows("platform", columns)).containsExactly(name + "|" + id + "|" + reason);
    assertThat(lake.rows("clinician", columns)).containsExactly("诸葛一|11010519710517002X|胸痛三天");
    assertThat(lake.rows("clinician", call)).containsExactly("诸葛一");
    assertThat(lake.rows("analyst", columns)).containsExactly("诸*|**************002X|***");
    assertThat(lake.rows("steward", columns)).containsExactly("诸*|**************002X|***");
    for (String account : List.of("platform", "analyst", "steward", "manager_city", "researcher")) {
      denied(account, call);
    }
    denied("researcher", call.replace("sm4.decrypt", "mask.first_character"));
    denied("analyst", "SELECT crypto.sm4.decrypt(patient_name, 'x') FROM core.referral");
    denied("analyst", "SHOW FUNCTIONS FROM crypto.sm4");
    assertThatThrownBy(() -> lake.rows("clinician", call.replace("patient_name", "reason")))
        .hasMessageContaining("YR-005")
        .hasMessageContaining("written for another column");
  }

  @Test
  void aMaskCannotBeAskedAround() throws Exception {
    assertThat(lake.rows("analyst", "SELECT count(*) FROM core.patient WHERE name = '张三丰'"))
        .containsExactly("0");
    assertThat(
            lake.rows(
                "analyst",
                "SELECT count(*) FROM core.patient p JOIN (VALUES '11010519710517002X') v (id)"
                    + " ON p.id_number = v.id"))
        .containsExactly("0");
    assertThat(lake.rows("analyst", "SELECT max(name) FROM core.patient"))
        .allMatch(name -> name.endsWith("*"));
    assertThat(lake.rows("analyst", "SELECT count(*) FROM core.condition WHERE code LIKE 'B20%'"))
        .containsExactly("0");
  }

  @Test
  void metadataLeaksNothing() throws Exception {
    for (String table :
        List.of(
            "condition$files",
            "condition$partitions",
            "condition$snapshots",
            "patient$files",
            "patient$history",
            "patient$manifests",
            "patient$entries",
            "patient$refs")) {
      denied("analyst", "SELECT * FROM core.\"" + table + "\"");
      denied("steward", "SELECT * FROM core.\"" + table + "\"");
    }
    denied("analyst", "SELECT \"$path\" FROM core.patient");
    for (String sql :
        List.of(
            "SHOW STATS FOR core.patient",
            "SHOW STATS FOR (SELECT birth_date FROM core.patient)",
            "EXPLAIN (TYPE IO) SELECT birth_date FROM core.patient",
            "EXPLAIN ANALYZE SELECT birth_date FROM core.patient")) {
      assertThat(lake.rows("analyst", sql))
          .as(sql)
          .isNotEmpty()
          .noneMatch(row -> row.matches("(?s).*(1971-05-17|1920-02-03|1980-10-01).*"));
    }
    assertThat(
            lake.rows(
                "analyst",
                "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'raw'"))
        .containsExactly("0");
    lake.rows(
        "platform", "SELECT count(*) FROM core.patient WHERE id_number = '11010519710517002X'");
    assertThatThrownBy(
            () ->
                assertThat(lake.rows("analyst", "SELECT query FROM system.runtime.queries"))
                    .noneMatch(query -> query.contains("11010519710517002X"))
                    .isEmpty())
        .hasMessageContaining("Access Denied");
    denied("analyst", "CALL system.runtime.kill_query('20260101_000000_00000_aaaaa', 'x')");
    denied("analyst", "SELECT * FROM TABLE(lake.system.table_changes('core', 'patient', 0, 1))");
  }

  @Test
  void onlyThePlatformWrites() {
    for (String account :
        List.of("analyst", "steward", "manager_city", "clinician", "researcher")) {
      denied(account, "CREATE TABLE mart.copy AS SELECT 1 AS one");
      denied(account, "CREATE VIEW mart.look AS SELECT 1 AS one");
      denied(account, "CREATE SCHEMA lake.mine");
      denied(account, "INSERT INTO ops.job_run (run_id) VALUES ('x')");
      denied(account, "DELETE FROM core.patient");
      denied(account, "UPDATE core.organization SET phone = ''");
      denied(account, "DROP TABLE core.patient");
      denied(account, "ALTER TABLE core.patient RENAME TO p");
      denied(account, "ALTER TABLE core.patient EXECUTE optimize");
    }
  }

  @Test
  void whatNoContractDeclaresIsDenied() throws Exception {
    lake.rows("platform", "ALTER TABLE core.organization ADD COLUMN undeclared varchar");
    lake.rows("platform", "CREATE TABLE core.undeclared AS SELECT 1 AS one");
    denied("analyst", "SELECT undeclared FROM core.organization");
    denied("clinician", "SELECT * FROM core.undeclared");
    denied("clinician", "SELECT count(*) FROM core.undeclared");
    assertThat(lake.rows("analyst", "SHOW COLUMNS FROM core.organization"))
        .noneMatch(column -> column.startsWith("undeclared"));
  }

  @Test
  void aChangedPolicyFileHoldsWithoutARestart() throws Exception {
    String built = ModelResources.read("access/policies.yaml");
    String sql = "SELECT name FROM core.patient WHERE phone = '138****8000'";
    try {
      Files.writeString(
          lake.config().governance().policies(),
          built
              .replace("substr({col}, 1, 1) || '*'", "'某某'")
              .replace(
                  "  analyst: {role: analyst}",
                  "  analyst: {role: analyst}\n  analyst2: {role: analyst}"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> lake.rows("analyst2", sql).equals(List.of("某某")));
      Files.writeString(lake.config().governance().policies(), "roles: nonsense");
      assertThat(lake.rows("analyst", sql)).containsExactly("某某");
    } finally {
      Files.deleteIfExists(lake.config().governance().policies());
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> lake.rows("analyst", sql).equals(List.of("张*")));
  }

  private static void denied(String account, String sql) {
    assertThatThrownBy(() -> lake.rows(account, sql))
        .as(account + ": " + sql)
        .hasMessageContaining("Access Denied");
  }
}
