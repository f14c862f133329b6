package org.yunhe.streaming.referral;

import java.time.Instant;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** The values of one row, column by column in the order of its table. */
final class Fields {
  private final GenericRowData row;
  private int next;

  Fields(List<String> columns) {
    this.row = new GenericRowData(columns.size());
  }

  Fields text(String value) {
    return set(value == null ? null : StringData.fromString(value));
  }

  Fields time(Instant value) {
    return set(value == null ? null : TimestampData.fromInstant(value));
  }

  /** A whole number or truth value, or null. */
  Fields value(Object value) {
    return set(value);
  }

  RowData row() {
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
