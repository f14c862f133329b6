package org.yunhe.ingestion.simulator.care;

/**
 * A disease as hospitals code it.
 *
 * @param icd10 code of the Chinese clinical version, such as {@code I10.x00}
 * @param department department that treats it
 * @param severity 1 fit for a village clinic, 2 a township, 3 a county hospital, 4 the city
 */
public record Condition(
    String icd10, String name, String department, int severity, boolean chronic) {

  /** Whether the code lies under a category or subcategory such as {@code E11}. */
  public boolean under(String prefix) {
    return icd10.startsWith(prefix);
  }
}
