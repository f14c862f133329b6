package org.yunhe.ingestion.simulator.care;

/** An item of the price list; price in fen. */
public record ChargeItem(String key, String name, Category category, String unit, long price) {

  /** What an amount is for. */
  public enum Category {
    DRUG,
    REGISTRATION,
    CONSULT,
    EXAM,
    LAB,
    TREATMENT,
    SURGERY,
    BED,
    NURSING,
    MATERIAL,
    OTHER
  }
}
