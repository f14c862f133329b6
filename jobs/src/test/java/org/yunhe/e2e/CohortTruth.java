package org.yunhe.e2e;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.identity.ResidentId;

/**
 * Who has type 2 diabetes and since when, by SQL on the hospitals' own databases, written from the
 * definition and from the comments on the hospitals' columns, not from mappings or the cohort job.
 * It shares two things with the platform: the code lists that tell what a local code stands for,
 * and {@link ResidentId}. No test compares it with {@code mart.cohort_member} yet.
 *
 * <p>It knows the ICD-10 codes of the definition only, HbA1c from laboratories and from follow-ups,
 * and fasting glucose from follow-ups, the one place where it is recorded. Patients of OMOP sources
 * are not in it. Rows that the platform quarantines (spoiled ones) count here, so a comparison has
 * to leave out the persons they belong to on both sides.
 */
final class CohortTruth {
  private static final String MEMBERSHIP =
      """
      WITH dx AS (SELECT DISTINCT person, d FROM ev WHERE kind IN ('E11', 'E14')),
      twice AS (SELECT person, min(d) AS i FROM dx GROUP BY person HAVING count(*) > 1),
      drug AS (
        SELECT a.person, least(min(a.d), min(b.d)) AS i
        FROM ev a JOIN ev b ON b.person = a.person AND b.kind = 'A10B'
        WHERE a.kind = 'E11' GROUP BY a.person),
      lab AS (SELECT DISTINCT person, d FROM ev WHERE kind = 'LAB'),
      confirmed AS (
        SELECT person, d FROM lab first
        WHERE EXISTS (SELECT 1 FROM lab l WHERE l.person = first.person AND l.d > first.d)),
      both_ways AS (
        SELECT confirmed.person, min(least(confirmed.d, dx.d)) AS i
        FROM confirmed JOIN dx ON dx.person = confirmed.person
        WHERE abs(confirmed.d - dx.d) <= 365 GROUP BY confirmed.person)
      SELECT person, min(i)
      FROM (SELECT * FROM twice UNION ALL SELECT * FROM drug UNION ALL SELECT * FROM both_ways) m
      WHERE person NOT IN (SELECT person FROM ev WHERE kind IN ('E10', 'E12', 'E13', 'O24'))
      GROUP BY person
      """;

  private final Databases databases;
  private final CodeCatalog codes = CodeCatalog.load();
  private final Map<String, String> persons = new HashMap<>();
  private final List<Event> events = new ArrayList<>();

  /** Gives a connection to the database of a source. */
  interface Databases {
    Connection connect(String database) throws SQLException;
  }

  private record Event(String patient, String kind, LocalDate date) {}

  CohortTruth(Databases databases) {
    this.databases = databases;
  }

  /**
   * Returns the index date of every member, by the person: all registrations of one valid resident
   * ID, as {@code source:number}, joined by commas in their order.
   */
  Map<String, LocalDate> typeTwoDiabetes() throws SQLException {
    city();
    county("his_east");
    county("his_west");
    cloud();
    publicHealth();
    return members();
  }

  private void city() throws SQLException {
    registrations("his_city", "SELECT brid, CASE WHEN zjlx = '1' THEN zjhm END FROM his.br_jbxx");
    diagnoses(
        "his_city",
        "his_city",
        "SELECT brid, jbdm, zdsj::date FROM his.mz_zd"
            + " WHERE zdlx <> '3' AND coalesce(zfbz, 0) <> 1 UNION ALL"
            + " SELECT brid, jbdm, coalesce(cysj, rysj)::date FROM his.ba_zd"
            + " WHERE zdlx NOT IN ('3', '4')");
    drugs(
        "his_city",
        "SELECT brid, ypdm, kfsj::date FROM his.mz_cfmx WHERE cfzt IN ('0', '1', '2') UNION ALL"
            + " SELECT brid, xmdm, kssj::date FROM his.zy_yz WHERE yzzt <> '9' AND yzlb IN ('1', '8')");
    results(
        "lis_city",
        "his_city",
        "SELECT pat_no, report_time::date, result_value FROM lis.lis_result"
            + " WHERE item_code = 'HBA1C' AND result_status <> '9'");
  }

  private void county(String source) throws SQLException {
    registrations(
        source,
        "SELECT patient_id, CASE WHEN id_type = 'A' THEN id_no END FROM his.pat_master_index");
    diagnoses(
        source,
        source,
        "SELECT patient_id, diag_code, diag_time::date FROM his.clinic_diag WHERE diag_type <> 'P'"
            + " UNION ALL SELECT patient_id, diag_code,"
            + " coalesce(discharge_time, admission_time)::date FROM his.medrec_diag");
    drugs(
        source,
        "SELECT patient_id, drug_code, presc_time::date FROM his.drug_presc_detail"
            + " WHERE presc_status IN ('N', 'P', 'D') UNION ALL"
            + " SELECT patient_id, order_code, start_time::date FROM his.inp_orders"
            + " WHERE order_class = 'A' AND order_status <> '4'");
    results(
        source,
        source,
        "SELECT patient_id, result_time::date, result FROM his.lab_result WHERE report_item_code ="
            + (source.equals("his_east") ? " 'JY1087'" : " '5030'")
            + " AND result_status <> '9'");
  }

  private void cloud() throws SQLException {
    registrations(
        "his_cloud",
        "SELECT hzbh, CASE WHEN zjlb = '身份证' THEN zjhm END FROM his.tb_yl_patient_information");
    diagnoses(
        "his_cloud",
        "his_cloud",
        "SELECT hzbh, zdbm, zdsj::date FROM his.tb_yl_mz_diagnosis"
            + " WHERE zdlb <> '疑似诊断' AND coalesce(zfbz, 0) <> 1");
    drugs(
        "his_cloud",
        "SELECT hzbh, ypbm, kfsj::date FROM his.tb_cis_prescription_detail WHERE zt <> '已作废'");
    results(
        "his_cloud",
        "his_cloud",
        "SELECT hzbh, bgsj::date, jczbjg FROM his.tb_lis_indicators"
            + " WHERE jczbdm = 'hy_hba1c' AND zt <> '已作废'");
  }

  private void publicHealth() throws SQLException {
    registrations("phs", "SELECT dabh, sfzh FROM phs.jk_grda");
    read(
        "phs",
        "SELECT dabh, CASE tnblx WHEN '1' THEN 'E10' WHEN '2' THEN 'E11' WHEN '3' THEN 'O24'"
            + " WHEN '9' THEN 'E14' END, to_date(coalesce(qzrq, jkrq), 'YYYYMMDD') FROM phs.mb_tnbdj",
        (row, patient) -> add(patient, row.getString(2), row.getObject(3, LocalDate.class)));
    read(
        "phs",
        "SELECT dabh, to_date(sfrq, 'YYYYMMDD') FROM phs.sf_tnb"
            + " WHERE coalesce(zfbz, 0) <> 1 AND (kfxt >= 7.0 OR thxhdb >= 6.5)",
        (row, patient) -> add(patient, "LAB", row.getObject(2, LocalDate.class)));
  }

  private interface Reader {
    void read(ResultSet row, String patient) throws SQLException;
  }

  private void registrations(String source, String sql) throws SQLException {
    read(
        source,
        sql,
        (row, patient) ->
            persons.put(patient, ResidentId.normalize(row.getString(2)).orElse(patient)));
  }

  private void diagnoses(String database, String source, String sql) throws SQLException {
    read(
        database,
        sql,
        (row, patient) -> {
          String code = standard("diagnosis", source, row.getString(2));
          if (code != null && code.length() > 2) {
            add(patient, code.substring(0, 3), row.getObject(3, LocalDate.class));
          }
        });
  }

  private void drugs(String source, String sql) throws SQLException {
    read(
        source,
        sql,
        (row, patient) -> {
          String code = standard("drug", source, row.getString(2));
          if (code != null && code.startsWith("A10B")) {
            add(patient, "A10B", row.getObject(3, LocalDate.class));
          }
        });
  }

  private void results(String database, String source, String sql) throws SQLException {
    read(
        database,
        source,
        sql,
        (row, patient) -> {
          String value = String.valueOf(row.getString(3)).strip();
          if (value.matches(">?=?[0-9.]+")
              && Double.parseDouble(value.replaceAll("[>=]", "")) >= 6.5) {
            add(patient, "LAB", row.getObject(2, LocalDate.class));
          }
        });
  }

  private String standard(String valueSet, String source, String local) {
    return codes
        .lookup(valueSet, source, source, local)
        .map(entry -> entry.attribute("code"))
        .orElse(local);
  }

  private void add(String patient, String kind, LocalDate date) {
    if (kind != null && date != null) {
      events.add(new Event(patient, kind, date));
    }
  }

  private void read(String database, String sql, Reader reader) throws SQLException {
    read(database, database, sql, reader);
  }

  private void read(String database, String source, String sql, Reader reader) throws SQLException {
    try (Connection connection = databases.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows, source + ":" + rows.getString(1));
      }
    }
  }

  private Map<String, LocalDate> members() throws SQLException {
    Map<String, Set<String>> registrations = new HashMap<>();
    persons.forEach(
        (patient, person) ->
            registrations.computeIfAbsent(person, key -> new TreeSet<>()).add(patient));
    Map<String, LocalDate> members = new TreeMap<>();
    try (Connection connection = databases.connect("phs");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE ev (person text, kind text, d date)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO ev VALUES (?, ?, ?)")) {
        for (Event event : events) {
          if (persons.containsKey(event.patient())) {
            insert.setString(1, persons.get(event.patient()));
            insert.setString(2, event.kind());
            insert.setObject(3, event.date());
            insert.addBatch();
          }
        }
        insert.executeBatch();
      }
      try (ResultSet rows = statement.executeQuery(MEMBERSHIP)) {
        while (rows.next()) {
          members.put(
              String.join(",", registrations.get(rows.getString(1))),
              rows.getObject(2, LocalDate.class));
        }
      }
    }
    return members;
  }
}
