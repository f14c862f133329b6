package org.yunhe.models.access;

import java.util.Map;
import java.util.Optional;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;

/**
 * Which rows are at level L5: those whose diagnosis begins with a code of a value set.
 *
 * @param codes value set; its local codes are prefixes
 * @param codeSystem code system of the columns that carry such a code, as contracts name it
 * @param columns further columns, as {@code layer.table.column}, with the SQL condition of the rows
 *     in which they carry one
 */
public record Sensitive(String codes, String codeSystem, Map<String, String> columns) {

  /** Returns the condition of the rows in which the column carries a diagnosis code, if in any. */
  public Optional<String> rows(TableContract table, ColumnContract column) {
    String named = columns.get(table.fullName() + "." + column.name());
    return named == null && codeSystem.equals(column.codeSystem())
        ? Optional.of("true")
        : Optional.ofNullable(named);
  }
}
