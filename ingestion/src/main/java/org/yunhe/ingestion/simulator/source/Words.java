package org.yunhe.ingestion.simulator.source;

import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.simulator.care.Visit;
import org.yunhe.ingestion.simulator.person.Dice;

/** Short free texts as doctors write them. */
final class Words {

  private static final List<String> DURATIONS =
      List.of("1天", "2天", "3天", "5天", "1周", "2周", "半月", "1月余", "3月");

  private static final Map<String, String> COMPLAINTS =
      Map.ofEntries(
          Map.entry("I10", "头晕、头胀"),
          Map.entry("I2", "胸闷、胸痛"),
          Map.entry("I5", "活动后气促"),
          Map.entry("I6", "肢体无力、言语不清"),
          Map.entry("E11", "口干、多饮"),
          Map.entry("J0", "咽痛、流涕"),
          Map.entry("J2", "咳嗽、咳痰"),
          Map.entry("J1", "发热、咳嗽"),
          Map.entry("J4", "咳嗽、气喘"),
          Map.entry("K0", "牙痛"),
          Map.entry("K3", "右下腹痛"),
          Map.entry("K8", "右上腹痛"),
          Map.entry("N3", "尿频、尿急"),
          Map.entry("N18", "乏力、浮肿"),
          Map.entry("M", "关节疼痛、活动受限"),
          Map.entry("S", "外伤后疼痛"),
          Map.entry("T", "外伤后疼痛"),
          Map.entry("O", "停经待查"),
          Map.entry("R50", "发热"),
          Map.entry("Z0", "健康体检"),
          Map.entry("F", "情绪不稳、睡眠差"),
          Map.entry("G", "头痛、头晕"));

  private Words() {}

  static String complaint(Dice dice, Visit visit) {
    String icd10 = visit.principal().icd10();
    String symptom = null;
    for (int length = Math.min(3, icd10.length()); length > 0 && symptom == null; length--) {
      symptom = COMPLAINTS.get(icd10.substring(0, length));
    }
    if (visit.principal().under("Z0")) {
      return symptom;
    }
    return (symptom == null ? "不适" : symptom) + dice.pick(DURATIONS);
  }

  static String history(Visit visit) {
    return "患者因“" + visit.principal().name() + "”相关症状就诊，神志清，精神可，饮食睡眠一般，二便如常。";
  }
}
