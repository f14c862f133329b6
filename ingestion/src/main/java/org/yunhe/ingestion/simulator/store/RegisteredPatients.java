package org.yunhe.ingestion.simulator.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Patients that a hospital system knows, drawn at random for live visits. */
public final class RegisteredPatients {

  /** A patient as registered; {@code org} is null where the source is one institution. */
  public record Registered(
      String source,
      String no,
      String name,
      boolean male,
      String idNumber,
      String phone,
      String org) {}

  private static final Map<String, String> QUERIES =
      Map.of(
          "his_city",
          """
          SELECT brid, xm, xb = '1', zjhm, lxdh, NULL FROM his.br_jbxx
          WHERE xm IS NOT NULL ORDER BY ${random} LIMIT ?""",
          "his_east",
          """
          SELECT patient_id, name, sex = 'M', id_no, phone, NULL FROM his.pat_master_index
          WHERE name IS NOT NULL ORDER BY ${random} LIMIT ?""",
          "his_west",
          """
          SELECT patient_id, name, sex = 'M', id_no, phone, NULL FROM his.pat_master_index
          WHERE name IS NOT NULL ORDER BY ${random} LIMIT ?""",
          "his_cloud",
          """
          SELECT hzbh, hzxm, xb = '男', zjhm, lxdh, yljgdm FROM his.tb_yl_patient_information
          WHERE hzxm IS NOT NULL ORDER BY ${random} LIMIT ?""");

  private RegisteredPatients() {}

  /** Up to {@code most} patients of a source; none for a source that is no hospital system. */
  public static List<Registered> sample(SourceDatabase database, int most) {
    String query = QUERIES.get(database.name());
    List<Registered> patients = new ArrayList<>();
    if (query == null) {
      return patients;
    }
    try (PreparedStatement statement =
        database
            .connection()
            .prepareStatement(query.replace("${random}", database.dialect().random()))) {
      statement.setInt(1, most);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          patients.add(
              new Registered(
                  database.name(),
                  rows.getString(1),
                  rows.getString(2),
                  rows.getBoolean(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getString(6)));
        }
      }
      return patients;
    } catch (SQLException e) {
      throw SourceDatabase.failed(database.name(), e);
    }
  }

  /** A referral that is not closed yet. */
  public record OpenReferral(String no, String from, String to, String state) {}

  /** Referrals on their way, newest first. */
  public static List<OpenReferral> referrals(SourceDatabase database, int most) {
    List<OpenReferral> referrals = new ArrayList<>();
    try (PreparedStatement statement =
        database
            .connection()
            .prepareStatement(
                """
                SELECT referral_no, apply_org, recv_org, status FROM ref.referral
                WHERE status < '80' AND apply_org <> recv_org
                ORDER BY updated_at DESC LIMIT ?""")) {
      statement.setInt(1, most);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          referrals.add(
              new OpenReferral(
                  rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
      return referrals;
    } catch (SQLException e) {
      throw SourceDatabase.failed(database.name(), e);
    }
  }
}
