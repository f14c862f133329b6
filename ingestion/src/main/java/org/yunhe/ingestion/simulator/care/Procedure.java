package org.yunhe.ingestion.simulator.care;

/**
 * A procedure after ICD-9-CM-3.
 *
 * @param kind surgery, diagnostic or treatment
 * @param grade 1 to 4 for surgery, else 0
 * @param incision I, II, III or empty
 */
public record Procedure(
    String icd9, String name, String kind, int grade, boolean minimallyInvasive, String incision) {

  boolean surgery() {
    return kind.equals("surgery");
  }
}
