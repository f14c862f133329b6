package org.yunhe.ingestion.simulator;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import org.yunhe.ingestion.simulator.person.Dice;
import org.yunhe.ingestion.simulator.store.Change;
import org.yunhe.ingestion.simulator.store.RegisteredPatients.Registered;
import org.yunhe.ingestion.simulator.store.Row;

/** Which rows people correct or delete afterwards, and how. */
final class LiveCorrections {

  /** Rows that are entered by mistake and deleted: none of them changes a bill. */
  private static final Set<String> DELETABLE =
      Set.of("mz_yyxx", "clinic_appoints", "vital_signs_rec", "jc_bgd");

  /** Table, then its keys, the column that changes and the value that it gets. */
  private static final Map<String, String[]> CORRECTED =
      Map.of(
          "lis_result", new String[] {"result_id", "result_status", "3"},
          "lis_report", new String[] {"report_no", "report_status", "3"},
          "mz_zd", new String[] {"zdxh", "zfbz", "1"},
          "tb_yl_mz_diagnosis", new String[] {"zdlsh", "zfbz", "1"},
          "tb_cis_prescription", new String[] {"cfbh", "zt", "已作废"},
          "mz_cfzb", new String[] {"cfxh", "cfzt", "8"});

  private LiveCorrections() {}

  static boolean deletable(Row row) {
    boolean secondary =
        row.table().equals("tb_yl_mz_diagnosis") && "次要诊断".equals(row.get("zdlb"))
            || row.table().equals("mz_zd") && "2".equals(row.get("zdlx"));
    return secondary || DELETABLE.contains(row.table());
  }

  /** The corrected values with the key, or null where such rows are not corrected. */
  static Row of(Dice dice, Row row) {
    String[] correction = CORRECTED.get(row.table());
    if (correction == null || dice.chance(0.3)) {
      return null;
    }
    return Row.of(row.table(), correction[0], row.get(correction[0]), correction[1], correction[2]);
  }

  static Change phone(Dice dice, Registered patient, LocalDateTime now) {
    String phone = "13%d00%06d".formatted(dice.between(0, 9), dice.between(0, 999_999));
    Row row =
        switch (patient.source()) {
          case "his_city" -> Row.of("br_jbxx", "brid", patient.no(), "lxdh", phone, "xgsj", now);
          case "his_cloud" ->
              Row.of("tb_yl_patient_information", "hzbh", patient.no(), "lxdh", phone, "gxsj", now);
          default ->
              Row.of(
                  "pat_master_index",
                  "patient_id",
                  patient.no(),
                  "phone",
                  phone,
                  "last_update",
                  now);
        };
    return new Change(Change.Kind.UPDATE, patient.source(), row);
  }
}
