package org.yunhe.models.release;

import java.util.List;

/**
 * One table of a release.
 *
 * @param table name, such as {@code research.t2dm_event}
 * @param rows what its rows are
 * @param columns its columns
 */
public record ReleaseTable(String table, ReleaseRows rows, List<Column> columns) {

  /**
   * One column.
   *
   * @param name name in the table
   * @param of column of the rows it is made from
   * @param method how
   * @param when column of the table without which it is null too, or null
   */
  public record Column(String name, String of, Method method, String when) {}
}
