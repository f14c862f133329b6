package org.yunhe.models.contract;

/**
 * One column of a table as its contract declares it.
 *
 * @param name column name
 * @param type physical type
 * @param required whether null is not allowed
 * @param primaryKeyPosition position in the primary key from 1, or 0
 * @param textEn description in English
 * @param textZh name in Chinese
 * @param level classification level L1 to L5 (GB/T 39725)
 * @param category data category C1 to C6 (GB/T 39725)
 * @param unit UCUM unit or ISO 4217 currency, or null
 * @param codeSystem code system of the values (standards/code-systems.yaml), or null
 * @param references foreign key as {@code layer.table.column}, or null
 * @param formerName name the column had before it was renamed, or null
 * @param omop field of the OMOP Common Data Model 5.4 that holds the same, such as {@code
 *     measurement.unit_source_value}, or null
 * @param fhir element of FHIR R4 that holds the same, such as {@code Observation.value[x]}, or null
 * @param place file and line of the declaration
 */
public record ColumnContract(
    String name,
    ColumnType type,
    boolean required,
    int primaryKeyPosition,
    String textEn,
    String textZh,
    String level,
    String category,
    String unit,
    String codeSystem,
    String references,
    String formerName,
    String omop,
    String fhir,
    String place) {

  /** Returns the comment the table carries: both languages and the classification. */
  public String comment() {
    return textZh + " | " + textEn + " [" + level + " " + category + "]";
  }
}
