package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;
import org.yunhe.ingestion.simulator.person.Dice;

/** Examinations among the procedures, by their ICD-9-CM-3 category. */
final class Imaging {

  private Imaging() {}

  /** The modality of a diagnostic procedure, or null where it is no examination of its own. */
  static String modality(Procedure procedure) {
    if (!procedure.kind().equals("diagnostic")) {
      return null;
    }
    String code = procedure.icd9();
    if (code.startsWith("88.7")) {
      return "US";
    }
    if (procedure.name().contains("CT")) {
      return "CT";
    }
    if (code.startsWith("87") || code.startsWith("88")) {
      return "DR";
    }
    if (code.startsWith("89.52")) {
      return "ECG";
    }
    if (code.startsWith("45") || code.startsWith("21")) {
      return "ES";
    }
    return code.startsWith("89") ? "PF" : null;
  }

  static Exam exam(Dice dice, Procedure procedure, String modality, LocalDateTime visit) {
    LocalDateTime ordered = dice.after(visit, 5, 20);
    LocalDateTime performed = dice.after(ordered, 15, 180);
    return new Exam(
        procedure,
        modality,
        ordered,
        performed,
        dice.after(performed, 20, 240),
        dice.chance(modality.equals("CT") ? 0.68 : 0.5));
  }
}
