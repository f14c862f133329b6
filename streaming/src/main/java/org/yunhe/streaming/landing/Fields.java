package org.yunhe.streaming.landing;

import java.time.Instant;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** The values of one row, column by column in the order of its table. */
public final class Fields {
  private final GenericRowData row;
  private int next;

  /** A row of a table with these columns. */
  public Fields(List<String> columns) {
    this.row = new GenericRowData(columns.size());
  }

  /** Sets the next column to a text or null. */
  public Fields text(String value) {
    return set(value == null ? null : StringData.fromString(value));
  }

  /** Sets the next column to an instant or null. */
  public Fields time(Instant value) {
    return set(value == null ? null : TimestampData.fromInstant(value));
  }

  /** Sets the next column to a whole number, a truth value or null. */
  public Fields value(Object value) {
    return set(value);
  }

  /** Returns the row, of which every column must have been set. */
  public RowData row() {
    if (next != row.getArity()) {
      throw new IllegalStateException(next + " values for " + row.getArity() + " columns");
    }
    return row;
  }

  private Fields set(Object value) {
    row.setField(next++, value);
    return this;
  }
}
