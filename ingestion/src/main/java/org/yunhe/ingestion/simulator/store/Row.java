package org.yunhe.ingestion.simulator.store;

import java.math.BigDecimal;
import java.util.Arrays;

/** A row of a table by column names; columns that are not named are null. */
public final class Row {

  private final String table;
  private final Object[] pairs;

  private Row(String table, Object[] pairs) {
    this.table = table;
    this.pairs = pairs;
  }

  /** A row from names and values in turn. */
  public static Row of(String table, Object... pairs) {
    return new Row(table, pairs);
  }

  /** An amount of fen as yuan with two decimals. */
  public static BigDecimal yuan(long fen) {
    return BigDecimal.valueOf(fen, 2);
  }

  /** The table. */
  public String table() {
    return table;
  }

  int size() {
    return pairs.length / 2;
  }

  String column(int index) {
    return (String) pairs[index * 2];
  }

  Object value(int index) {
    return pairs[index * 2 + 1];
  }

  /** The value of a column, or null. */
  public Object get(String column) {
    for (int i = 0; i < size(); i++) {
      if (column(i).equals(column)) {
        return value(i);
      }
    }
    return null;
  }

  /** The same row with another value in a column that it names. */
  public Row with(String column, Object value) {
    Object[] changed = pairs.clone();
    for (int i = 0; i < size(); i++) {
      if (column(i).equals(column)) {
        changed[i * 2 + 1] = value;
      }
    }
    return new Row(table, changed);
  }

  @Override
  public String toString() {
    return table + Arrays.toString(pairs);
  }
}
