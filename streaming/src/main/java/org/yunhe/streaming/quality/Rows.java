package org.yunhe.streaming.quality;

import java.util.stream.Collectors;
import org.yunhe.models.mapping.MappedRow;

/** Names of rows. */
final class Rows {
  private Rows() {}

  /** The row of a source table, as one text. */
  static String key(String source, String table, String key) {
    return source + "|" + table + "|" + key;
  }

  /** The primary key in the core table as text, or null where a part is missing. */
  static String recordId(MappedRow row) {
    boolean whole =
        row.target().primaryKey().stream()
            .allMatch(column -> row.values().get(column.name()) != null);
    return whole
        ? row.target().primaryKey().stream()
            .map(column -> row.values().get(column.name()).toString())
            .collect(Collectors.joining("|"))
        : null;
  }

  /** The institution that the row names, else that of its source. */
  static String orgCode(MappedRow row) {
    Object told = row.values().get("org_code");
    return told == null ? row.origin().orgCode() : told.toString();
  }
}
