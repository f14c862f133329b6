package org.yunhe.streaming.landing;

import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A table of a source was emptied by one statement, which names none of its rows.
 *
 * @param table source and table, each with a bar behind it: what the names of its rows begin with
 * @param position position of the statement in the source's log; text order is log order
 * @param committedAt commit time in the source, UTC, in epoch milliseconds
 */
public record Truncation(String table, String position, long committedAt) {
  /**
   * The newest truncation of each table by position, as state that every part of a flow has: a
   * change of a row before it may arrive after it.
   */
  public static final MapStateDescriptor<String, String> NEWEST =
      new MapStateDescriptor<>("truncations", Types.STRING, Types.STRING);

  /** Returns the name of a table, as {@link #table} has it. */
  public static String table(String source, String table) {
    return source + "|" + table + "|";
  }

  /** Returns the table of a row that is named by source, table and key with bars between. */
  public static String tableOf(String row) {
    return row.substring(0, row.indexOf('|', row.indexOf('|') + 1) + 1);
  }

  /** Keeps this in {@link #NEWEST} where nothing newer is known of the table. */
  public void keep(BroadcastState<String, String> newest) throws Exception {
    String known = newest.get(table);
    if (known == null || known.compareTo(position) < 0) {
      newest.put(table, position);
    }
  }

  /**
   * Returns whether a table was emptied after {@code position}, the place of a change of its row
   * {@code name}.
   */
  public static boolean removed(
      String name, String position, ReadOnlyBroadcastState<String, String> newest)
      throws Exception {
    String emptied = newest.get(tableOf(name));
    return emptied != null && position.compareTo(emptied) < 0;
  }

  /** Returns whether the table held the row {@code name} at {@code position}, before this. */
  public boolean removes(String name, String position) {
    return name.startsWith(table) && position.compareTo(this.position) < 0;
  }
}
