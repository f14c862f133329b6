package org.yunhe.models.code;

import java.io.Serializable;
import java.util.Map;

/**
 * What one local code means.
 *
 * @param localCode code as the source writes it
 * @param localName its name in the source
 * @param code standard code, or empty where there is none
 * @param display standard name
 * @param attributes the further columns of the code file by name
 */
public record CodeEntry(
    String localCode, String localName, String code, String display, Map<String, String> attributes)
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
}
