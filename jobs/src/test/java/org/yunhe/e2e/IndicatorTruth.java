package org.yunhe.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.CodeEntry;

/**
 * The ten first indicators computed a second time, from the hospitals' own databases: written from
 * the definitions and the hospitals' table descriptions, with no mapping, no core and no Spark.
 * What a local drug, operation or diagnosis code stands for comes from the hospitals' code lists,
 * which the simulator writes with.
 *
 * <p>A source row whose fate in {@code ops.source_row} is quarantine is left out here too: it is
 * not in core, by design and with a reason. Times in these databases are wall clocks of the region,
 * so a date is a date.
 */
final class IndicatorTruth {
  private static final Set<String> HOSPITALS = Set.of("1");
  private static final Set<String> WITH_BEDS = Set.of("1", "2");
  private static final Set<String> WITH_REFERRALS = Set.of("1", "2", "3");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Databases databases;
  private final CodeCatalog codes = CodeCatalog.load();
  private final Map<String, Set<String>> quarantined = new HashMap<>();
  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, String> persons = new HashMap<>();
  private final List<Stay> stays = new ArrayList<>();
  private final List<Visit> visits = new ArrayList<>();
  private final List<Referral> referrals = new ArrayList<>();
  private final Map<String, long[]> sums = new TreeMap<>();

  /** Opens a hospital's database by its name. */
  interface Databases {
    Connection connect(String database) throws SQLException;
  }

  private record Stay(
      String id,
      String person,
      String org,
      LocalDateTime admitted,
      LocalDateTime discharged,
      boolean finished,
      String mode,
      boolean readmissionPlanned,
      String diagnosis,
      boolean operated,
      boolean antibiotic) {}

  private record Visit(String org, LocalDate day) {}

  private record Referral(
      String direction,
      String origin,
      String from,
      String to,
      String stay,
      boolean completed,
      LocalDateTime submitted,
      LocalDateTime accepted,
      LocalDateTime completedAt,
      LocalDateTime feedback,
      LocalDateTime followedUp) {}

  IndicatorTruth(Databases databases) {
    this.databases = databases;
  }

  /**
   * Returns what {@code mart.indicator_value} says of the institutions of {@code kinds}' directory:
   * indicator, institution and month to numerator and denominator, those that are both 0 left out,
   * and those of institutions that no directory knows.
   */
  static Map<String, String> ofTheLake(Connection trino) throws SQLException {
    Map<String, String> values = new TreeMap<>();
    try (Statement statement = trino.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT indicator, org_code, substr(CAST(period AS varchar), 1, 7),"
                    + " CAST(numerator AS bigint), CAST(coalesce(denominator, 0) AS bigint)"
                    + " FROM lake.mart.indicator_value WHERE level = 'org'"
                    + " AND org_code NOT IN (SELECT org_code FROM lake.core.encounter"
                    + " WHERE source = 'mimic' OR source LIKE 'fhir_%')"
                    + " AND org_code IN (SELECT org_code FROM lake.core.organization)"
                    + " AND (numerator <> 0 OR denominator <> 0)")) {
      while (row.next()) {
        values.put(
            row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3),
            row.getLong(4) + "/" + row.getLong(5));
      }
    }
    return values;
  }

  /** Returns the same from the hospitals' databases; {@code trino} is asked for quarantine only. */
  Map<String, String> ofTheSources(Connection trino) throws SQLException {
    readQuarantine(trino);
    readReferrals();
    readCity();
    readCounty("his_east", "990121H001");
    readCounty("his_west", "990122H001");
    readCloud();
    count();
    Map<String, String> values = new TreeMap<>();
    sums.forEach(
        (key, sum) -> {
          if (sum[0] != 0 || sum[1] != 0) {
            values.put(key, sum[0] + "/" + sum[1]);
          }
        });
    return values;
  }

  private void readQuarantine(Connection trino) throws SQLException {
    try (Statement statement = trino.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT source, source_table, source_key FROM lake.ops.source_row"
                    + " WHERE outcome = 'quarantined'")) {
      while (row.next()) {
        quarantined
            .computeIfAbsent(row.getString(1) + "." + row.getString(2), table -> new HashSet<>())
            .add(key(row.getString(3)));
      }
    }
  }

  private static String key(String json) {
    try {
      List<String> values = new ArrayList<>();
      for (JsonNode value : JSON.readTree(json)) {
        values.add(value.asText());
      }
      return String.join(",", values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private void readReferrals() throws SQLException {
    query(
        "referral",
        "SELECT org_code, org_kind FROM ref.org_directory",
        row -> kinds.put(row.getString(1), row.getString(2)));
    query(
        "referral",
        """
        SELECT direction, apply_visit_type, apply_org, recv_org, apply_system || ':' || apply_visit_no,
          status IN ('80', '85'), submitted_at, accepted_at, completed_at, feedback_at, followed_up_at
        FROM ref.referral
        WHERE direction IN ('1', '2') AND apply_org <> recv_org AND referral_no <> ALL (?)
        """,
        row ->
            referrals.add(
                new Referral(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getBoolean(6),
                    time(row, 7),
                    time(row, 8),
                    time(row, 9),
                    time(row, 10),
                    time(row, 11))),
        unusable("referral", "referral"));
  }

  private void readCity() throws SQLException {
    String source = "his_city";
    registrations(
        source,
        "SELECT brid, zjhm FROM his.br_jbxx WHERE zjlx = '1' AND brid <> ALL (?)",
        "br_jbxx");
    stays(
        source,
        """
        SELECT r.zyxh, r.brid, '990100H001', r.rysj, r.cysj, r.zyzt IN ('2', '3'), r.lyfs,
          r.zzyjh = '2', coalesce(r.zyzddm, r.ryzddm),
          EXISTS (
            SELECT 1 FROM his.zy_ssjl s
            WHERE s.zyxh = r.zyxh AND s.sszt = '2' AND s.ssdm = ANY (?) AND s.ssxh::text <> ALL (?)),
          EXISTS (
            SELECT 1 FROM his.zy_yz y
            WHERE y.zyxh = r.zyxh AND y.yzlb IN ('1', '8') AND y.yzzt <> '9' AND y.xmdm = ANY (?)
              AND y.yzxh::text <> ALL (?))
        FROM his.zy_brry r
        WHERE r.zyzt <> '9' AND r.zyxh <> ALL (?)
        """,
        operations(source),
        unusable(source, "zy_ssjl"),
        antibiotics(source),
        unusable(source, "zy_yz"),
        unusable(source, "zy_brry"));
    visits(
        source,
        """
        SELECT '990100H001', jzsj FROM his.mz_jzjl
        WHERE jzlb = '1' AND jzzt <> '9' AND jzxh <> ALL (?)
        """,
        "mz_jzjl");
  }

  private void readCounty(String source, String org) throws SQLException {
    registrations(
        source,
        "SELECT patient_id, id_no FROM his.pat_master_index"
            + " WHERE id_type = 'A' AND patient_id <> ALL (?)",
        "pat_master_index");
    stays(
        source,
        """
        SELECT v.visit_no, v.patient_id, '%s', v.admission_time, v.discharge_time,
          v.visit_status = 'D', right(v.discharge_disposition, 1), v.readmit_plan = 1,
          coalesce(v.main_diag_code, v.admit_diag_code),
          EXISTS (
            SELECT 1 FROM his.medrec_oper o
            WHERE o.visit_no = v.visit_no AND o.oper_status = 'F' AND o.oper_code = ANY (?)
              AND o.visit_no || ',' || o.oper_no <> ALL (?)),
          EXISTS (
            SELECT 1 FROM his.inp_orders d
            WHERE d.visit_no = v.visit_no AND d.order_class = 'A' AND d.order_status <> '4'
              AND d.order_code = ANY (?) AND d.visit_no || ',' || d.order_no <> ALL (?))
        FROM his.pat_visit v
        WHERE v.visit_status <> 'C' AND v.visit_no <> ALL (?)
        """
            .formatted(org),
        operations(source),
        unusable(source, "medrec_oper"),
        antibiotics(source),
        unusable(source, "inp_orders"),
        unusable(source, "pat_visit"));
    visits(
        source,
        """
        SELECT '%s', visit_time FROM his.clinic_master
        WHERE clinic_type IN ('GE', 'EX') AND regist_status <> 'R' AND visit_time IS NOT NULL
          AND visit_no <> ALL (?)
        """
            .formatted(org),
        "clinic_master");
  }

  private void readCloud() throws SQLException {
    String source = "his_cloud";
    registrations(
        source,
        "SELECT hzbh, zjhm FROM his.tb_yl_patient_information WHERE zjlb = '身份证' AND hzbh <> ALL (?)",
        "tb_yl_patient_information");
    stays(
        source,
        """
        SELECT m.jzlsh, m.hzbh, m.yljgdm, m.rysj, m.cysj, m.zt = '已出院',
          CASE m.lyfs WHEN '死亡' THEN '5' WHEN '转上级医院' THEN '2' WHEN '转社区村' THEN '3' ELSE '1' END,
          m.zzyjh = '有', m.cyzdbm, false,
          EXISTS (
            SELECT 1 FROM his.tb_cis_prescription_detail d
            WHERE d.jzlsh = m.jzlsh AND d.zt <> '已作废' AND d.ypbm = ANY (?) AND d.cfmxbh <> ALL (?))
        FROM his.tb_yl_zy_medical_record m
        WHERE m.zt <> '已取消' AND m.jzlsh <> ALL (?)
        """,
        antibiotics(source),
        unusable(source, "tb_cis_prescription_detail"),
        unusable(source, "tb_yl_zy_medical_record"));
    visits(
        source,
        "SELECT yljgdm, jzksrq FROM his.tb_yl_mz_medical_record WHERE jzlx = '门诊' AND zt <> '已作废' AND jzlsh <> ALL (?)",
        "tb_yl_mz_medical_record");
  }

  private void registrations(String source, String sql, String table) throws SQLException {
    query(
        source,
        sql,
        row -> {
          String id =
              row.getString(2) == null ? "" : row.getString(2).strip().toUpperCase(Locale.ROOT);
          if (isResidentId(id)) {
            persons.put(source + ":" + row.getString(1), id);
          }
        },
        unusable(source, table));
  }

  private void stays(String source, String sql, String[]... lists) throws SQLException {
    Map<String, CodeEntry> own = codes.list("diagnosis", source);
    query(
        source,
        sql,
        row -> {
          String registration = source + ":" + row.getString(2);
          String diagnosis = row.getString(9);
          CodeEntry entry = diagnosis == null ? null : own.get(diagnosis);
          stays.add(
              new Stay(
                  source + ":" + row.getString(1),
                  persons.getOrDefault(registration, registration),
                  row.getString(3),
                  time(row, 4),
                  time(row, 5),
                  row.getBoolean(6),
                  row.getString(7),
                  row.getBoolean(8),
                  entry == null ? String.valueOf(diagnosis) : entry.code(),
                  row.getBoolean(10),
                  row.getBoolean(11)));
        },
        lists);
  }

  private void visits(String source, String sql, String table) throws SQLException {
    query(
        source,
        sql,
        row -> visits.add(new Visit(row.getString(1), time(row, 2).toLocalDate())),
        unusable(source, table));
  }

  private void count() {
    for (Visit visit : visits) {
      add("NPE01", WITH_BEDS, visit.org(), visit.day(), 1, 0);
    }
    for (Stay stay : stays) {
      if (stay.finished() && stay.discharged() != null) {
        count(stay);
      }
    }
    for (Referral referral : referrals) {
      count(referral);
    }
  }

  private void count(Stay stay) {
    LocalDate day = stay.discharged().toLocalDate();
    add("NPE01", WITH_BEDS, stay.org(), day, 0, 1);
    add("NPE04", HOSPITALS, stay.org(), day, stay.operated() ? 1 : 0, 1);
    add("QLT01", WITH_BEDS, stay.org(), day, "5".equals(stay.mode()) ? 1 : 0, 1);
    add("QLT06", WITH_BEDS, stay.org(), day, stay.antibiotic() ? 1 : 0, 1);
    if ("3".equals(stay.mode()) || referrals.stream().anyMatch(r -> wentDown(stay, r))) {
      add("NPE02b", HOSPITALS, stay.org(), day, 1, 0);
    }
    long days = ChronoUnit.DAYS.between(stay.admitted().toLocalDate(), day);
    if (days >= 0) {
      add("OPS01", WITH_BEDS, stay.org(), day, Math.max(1, days), 1);
    }
    if (!"5".equals(stay.mode()) && isFollowed(stay)) {
      boolean back = stays.stream().anyMatch(next -> isReadmission(stay, next));
      add("QLT02", WITH_BEDS, stay.org(), day, back && !stay.readmissionPlanned() ? 1 : 0, 1);
    }
  }

  private static boolean wentDown(Stay stay, Referral referral) {
    return referral.direction().equals("2")
        && "3".equals(referral.origin())
        && referral.completed()
        && stay.org().equals(referral.from())
        && stay.id().equals(referral.stay());
  }

  /** Stays for chemotherapy or dialysis, and those that end before they begin, are left out. */
  private static boolean isFollowed(Stay stay) {
    return !stay.diagnosis().startsWith("Z51.1")
        && !stay.diagnosis().startsWith("Z49")
        && (stay.discharged() == null || !stay.discharged().isBefore(stay.admitted()));
  }

  private static boolean isReadmission(Stay first, Stay next) {
    if (!next.person().equals(first.person())
        || next.id().equals(first.id())
        || !isFollowed(next)
        || next.admitted().isBefore(first.discharged())) {
      return false;
    }
    long days =
        ChronoUnit.DAYS.between(first.discharged().toLocalDate(), next.admitted().toLocalDate());
    boolean transfer =
        ("2".equals(first.mode()) || "3".equals(first.mode()))
            && !next.org().equals(first.org())
            && days <= 1;
    return days <= 30 && !transfer;
  }

  private void count(Referral referral) {
    if (referral.direction().equals("2")
        && Stream.of("1", "2").anyMatch(referral.origin()::equals)
        && referral.completed()
        && referral.completedAt() != null) {
      add("NPE02a", HOSPITALS, referral.from(), referral.completedAt().toLocalDate(), 1, 0);
    }
    if (referral.submitted() == null) {
      return;
    }
    LocalDate day = referral.submitted().toLocalDate();
    boolean accepted = referral.accepted() != null;
    add("REF01", WITH_REFERRALS, referral.to(), day, accepted ? 1 : 0, 1);
    if (accepted) {
      boolean closed =
          referral.completedAt() != null
              && referral.feedback() != null
              && referral.followedUp() != null;
      add("REF03", WITH_REFERRALS, referral.to(), day, closed ? 1 : 0, 1);
    }
  }

  private void add(
      String indicator, Set<String> of, String org, LocalDate day, long part, long whole) {
    if (!of.contains(kinds.getOrDefault(org, ""))) {
      return;
    }
    long[] sum =
        sums.computeIfAbsent(indicator + "|" + org + "|" + YearMonth.from(day), key -> new long[2]);
    sum[0] += part;
    sum[1] += whole;
  }

  private String[] operations(String source) {
    return codesWhere("operation", source, entry -> "1".equals(entry.attribute("surgery")));
  }

  private String[] antibiotics(String source) {
    return codesWhere("drug", source, entry -> entry.code().startsWith("J01"));
  }

  private String[] codesWhere(String valueSet, String source, Predicate<CodeEntry> condition) {
    return codes.list(valueSet, source).values().stream()
        .filter(condition)
        .map(CodeEntry::localCode)
        .toArray(String[]::new);
  }

  private String[] unusable(String source, String table) {
    return quarantined.getOrDefault(source + "." + table, Set.of()).toArray(String[]::new);
  }

  /** GB 11643: six digits of a region, a day that exists, a serial number, check by MOD 11-2. */
  private static boolean isResidentId(String id) {
    if (!id.matches("[1-9]\\d{16}[\\dX]")) {
      return false;
    }
    try {
      LocalDate.of(
          Integer.parseInt(id.substring(6, 10)),
          Integer.parseInt(id.substring(10, 12)),
          Integer.parseInt(id.substring(12, 14)));
    } catch (DateTimeException e) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (id.charAt(i) - '0');
    }
    return "10X98765432".charAt(sum % 11) == id.charAt(17);
  }

  private static LocalDateTime time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, LocalDateTime.class);
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String database, String sql, RowReader reader, String[]... lists)
      throws SQLException {
    try (Connection connection = databases.connect(database);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < lists.length; i++) {
        statement.setArray(i + 1, connection.createArrayOf("text", lists[i]));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }
}
