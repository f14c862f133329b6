package org.yunhe.models.code;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;

/**
 * What one local code means, in a period of time where the code file gives one.
 *
 * @param localCode code as the source writes it
 * @param localName its name in the source
 * @param code standard code, or empty where there is none
 * @param display standard name
 * @param attributes the further columns of the code file by name
 * @param validFrom first day on which it means that (column {@code valid_from}), or null
 * @param validTo last day on which it means that (column {@code valid_to}), or null
 */
public record CodeEntry(
    String localCode,
    String localName,
    String code,
    String display,
    Map<String, String> attributes,
    LocalDate validFrom,
    LocalDate validTo)
    implements Serializable {

  /** Returns a column of the code file by its name, or null; empty counts as null. */
  public String attribute(String column) {
    String value =
        switch (column) {
          case "local_code" -> localCode;
          case "local_name" -> localName;
          case "code" -> code;
          case "display" -> display;
          default -> attributes.get(column);
        };
    return value == null || value.isEmpty() ? null : value;
  }

  /** Returns whether the code means that on {@code day}. */
  public boolean isValidOn(LocalDate day) {
    return (validFrom == null || !day.isBefore(validFrom))
        && (validTo == null || !day.isAfter(validTo));
  }

  /** Returns whether there is a day on which both are valid. */
  boolean overlaps(CodeEntry other) {
    return (validFrom == null || other.validTo == null || !other.validTo.isBefore(validFrom))
        && (other.validFrom == null || validTo == null || !validTo.isBefore(other.validFrom));
  }

  /** Returns whether it is valid after {@code other}, which does not overlap it, is over. */
  boolean isAfter(CodeEntry other) {
    return other.validTo != null && (validTo == null || other.validTo.isBefore(validTo));
  }
}
