package org.yunhe.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yunhe.lakehouse.trino.TrinoConnection;

/**
 * What the four users of a platform that has just come up are told, against what the hospitals'
 * databases and the simulator's truth say: each by their own account.
 */
@Tag(RunningPlatform.TAG)
@ExtendWith(RunningPlatform.class)
@Order(Integer.MAX_VALUE - 3)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersEndToEndTest {
  private static final double LEAST_RECALL_PERCENT = 95;
  private static final Duration DASHBOARD_FOLLOWS = Duration.ofMinutes(3);

  private TestPlatform platform;

  @BeforeAll
  void startPlatform(TestPlatform running) {
    platform = running;
  }

  @Test
  void indicatorsAreThoseOfTheHospitalsDatabases() throws SQLException {
    try (Connection trino = platform.trino("platform")) {
      Map<String, String> wanted =
          new IndicatorTruth(platform.hospitals()::connect).ofTheSources(trino);
      assertThat(wanted).hasSizeGreaterThan(100);
      assertThat(IndicatorTruth.ofTheLake(trino)).isEqualTo(wanted);
    }
  }

  @Test
  void theDiabetesCohortIsThatOfTheHospitalsDatabases() throws SQLException {
    Map<String, String> members = new TreeMap<>();
    new CohortTruth(platform.hospitals()::connect)
        .typeTwoDiabetes()
        .forEach((registrations, index) -> members.put(registrations, index.toString()));
    List<List<String>> found =
        rows(
            "platform",
            """
            SELECT array_join(array_sort(p.patient_ids), ','), CAST(m.index_date AS varchar)
            FROM mart.cohort_member m JOIN mart.patient_360 p ON p.person_id = m.person_id
            WHERE m.cohort = 't2dm' AND none_match(p.patient_ids, id -> id LIKE 'mimic:%')
            """);
    Map<String, String> lake = new TreeMap<>();
    found.forEach(row -> lake.put(row.get(0), row.get(1)));

    assertThat(members).hasSizeGreaterThan(5);
    TreeSet<String> quarantined = personsOfQuarantinedRows();
    quarantined.addAll(registrationsOfPersonsWithFhirRecords());
    members.keySet().removeIf(person -> quarantined.stream().anyMatch(person::contains));
    lake.keySet().removeIf(person -> quarantined.stream().anyMatch(person::contains));
    assertThat(lake).isEqualTo(members);
  }

  /** Registrations of persons of whom a hospital without a database knows more. */
  private TreeSet<String> registrationsOfPersonsWithFhirRecords() throws SQLException {
    TreeSet<String> registrations = new TreeSet<>();
    rows(
            "platform",
            """
            SELECT r.patient_id FROM mart.patient_360 p CROSS JOIN UNNEST(p.patient_ids) AS r (patient_id)
            WHERE any_match(p.patient_ids, id -> id LIKE 'fhir_%')
            """)
        .forEach(row -> registrations.add(row.get(0)));
    return registrations;
  }

  /** Persons of whom a row is in quarantine: its columns in the source would count there. */
  private TreeSet<String> personsOfQuarantinedRows() throws SQLException {
    TreeSet<String> patients = new TreeSet<>();
    for (List<String> row :
        rows(
            "platform",
            """
            SELECT DISTINCT source || ':' || coalesce(
              json_extract_scalar(payload, '$.brid'), json_extract_scalar(payload, '$.patient_id'),
              json_extract_scalar(payload, '$.hzbh'), json_extract_scalar(payload, '$.pat_no'),
              json_extract_scalar(payload, '$.dabh'), '-')
            FROM ops.quarantine
            """)) {
      patients.add(row.get(0).replace("lis_city:", "his_city:"));
    }
    return patients;
  }

  @Test
  void injectedFaultsAreFound() throws Exception {
    TestPlatform.Outcome found = platform.run("bench", "quality-truth");
    assertThat(found.code()).as(found.output()).isZero();
    Matcher recall = Pattern.compile("batch: recall ([\\d.]+) % of").matcher(found.output());
    assertThat(recall.find()).as(found.output()).isTrue();
    assertThat(Double.parseDouble(recall.group(1))).isGreaterThanOrEqualTo(LEAST_RECALL_PERCENT);
    assertThat(rows("steward", "SELECT DISTINCT rule_id FROM ops.quality_violation"))
        .as("rules that found something")
        .hasSizeGreaterThan(9);
  }

  @Test
  void everyoneSeesWhatTheirRoleMay() throws SQLException {
    assertThat(rows("analyst", "SELECT name FROM core.patient WHERE name IS NOT NULL"))
        .isNotEmpty()
        .allMatch(row -> row.get(0).endsWith("*") && row.get(0).length() == 2);
    assertThat(rows("analyst", "SELECT DISTINCT id_number FROM core.patient WHERE id_number <> ''"))
        .allMatch(row -> row.get(0).startsWith("**************"));
    assertThat(rows("manager_east", "SELECT DISTINCT org_code FROM mart.indicator_value"))
        .containsExactly(List.of("990121H001"));
    assertThat(rows("manager_west", "SELECT DISTINCT org_code FROM core.encounter"))
        .containsExactly(List.of("990122H001"));
    denied("manager_east", "SELECT name FROM core.patient");
    denied("researcher", "SELECT count(*) FROM core.patient");
    denied("researcher", "SELECT count(*) FROM mart.patient_360");
    denied("auditor", "SELECT count(*) FROM core.encounter");
    denied("analyst", "DELETE FROM core.patient");
    assertThat(rows("researcher", "SELECT count(*) FROM research.t2dm_person")).hasSize(1);
    assertThat(
            rows("clinician", "SELECT count(*) FROM core.condition WHERE code LIKE 'B2%'")
                .get(0)
                .get(0))
        .isEqualTo("0");
  }

  @Test
  void theAnalystSeesBothDashboardsWithTrinosNumbers() throws Exception {
    String password = TrinoConnection.password(platform.config(), "analyst");
    Path pictures = platform.config().home().resolve("screenshots");
    Files.createDirectories(pictures);
    try (DashboardBrowser browser = new DashboardBrowser(platform.config().superset().url())) {
      browser.signIn("analyst", password);
      awaitNumber(
          browser,
          "referral-flow",
          title("转诊总数", "Referrals"),
          "SELECT count(*) FROM mart.referral_current");
      browser.screenshot(pictures.resolve("referral-flow.png"));
      awaitNumber(
          browser,
          "quality-live",
          title("隔离记录", "In quarantine"),
          "SELECT count(DISTINCT quarantine_id) FROM ops.quarantine");
      browser.screenshot(pictures.resolve("quality-live.png"));
    }
  }

  /** Waits until a chart shows what Trino answers: what suites before changed still arrives. */
  private void awaitNumber(DashboardBrowser browser, String dashboard, String chart, String sql) {
    await()
        .atMost(DASHBOARD_FOLLOWS)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              browser.open(dashboard);
              assertThat(browser.number(chart)).as(chart).isEqualTo(analystCounts(sql));
            });
  }

  @Test
  void everyHospitalGetsItsReport() throws Exception {
    String month =
        rows(
                "platform",
                "SELECT substr(CAST(max(period) AS varchar), 1, 7) FROM mart.indicator_value"
                    + " WHERE level = 'org' AND numerator > 0 AND org_code = '990100H001'")
            .get(0)
            .get(0);
    TestPlatform.Outcome reports = platform.run("run", "reports", "--month", month);
    assertThat(reports.code()).as(reports.output()).isZero();
    Path folder = platform.config().home().resolve("reports").resolve(month);
    for (String hospital : List.of("990100H001", "990121H001", "990122H001")) {
      try (var files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString()).toList())
            .anyMatch(file -> file.startsWith(hospital) && file.endsWith(".pdf"))
            .anyMatch(file -> file.startsWith(hospital) && file.endsWith(".html"));
      }
    }
  }

  private String title(String chinese, String english) {
    return platform.config().language().equals("zh") ? chinese : english;
  }

  private String analystCounts(String sql) throws SQLException {
    return rows("analyst", sql).get(0).get(0);
  }

  private void denied(String account, String sql) {
    assertThatThrownBy(() -> rows(account, sql))
        .as(account + ": " + sql)
        .hasMessageContaining("Access Denied");
  }

  private List<List<String>> rows(String account, String sql) throws SQLException {
    try (Connection trino = platform.trino(account);
        Statement statement = trino.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(result.getString(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
