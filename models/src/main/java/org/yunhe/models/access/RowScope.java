package org.yunhe.models.access;

import java.util.List;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;

/**
 * Which rows belong to an institution.
 *
 * @param institutionColumns names of columns that hold an institution code, or a list of them
 * @param publicTables tables whose rows are the same for everyone
 */
public record RowScope(List<String> institutionColumns, List<String> publicTables) {

  /** Returns the columns of {@code table} that say whose its rows are. */
  public List<ColumnContract> columns(TableContract table) {
    return table.columns().stream()
        .filter(column -> institutionColumns.contains(column.name()))
        .toList();
  }

  /** Returns whether everyone sees the same rows of {@code table}. */
  public boolean isPublic(TableContract table) {
    return publicTables.contains(table.fullName());
  }
}
