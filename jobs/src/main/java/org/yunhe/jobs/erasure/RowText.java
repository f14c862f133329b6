package org.yunhe.jobs.erasure;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.yunhe.lakehouse.crypto.ValueOpener;

/** The text of a row of a file, every value on a line of its own, encrypted ones decrypted. */
final class RowText {
  private final String table;
  private final ValueOpener opener;

  /**
   * Creates what reads rows of {@code table}, {@code layer.table}; {@code opener} is null where
   * nothing can be encrypted.
   */
  RowText(String table, ValueOpener opener) {
    this.table = table;
    this.opener = opener;
  }

  /** Returns the text of a row. */
  String of(Group row) {
    return opener == null ? row.toString() : opened(row);
  }

  private String opened(Group row) {
    StringBuilder text = new StringBuilder();
    for (int field = 0; field < row.getType().getFieldCount(); field++) {
      Type type = row.getType().getType(field);
      for (int i = 0; i < row.getFieldRepetitionCount(field); i++) {
        text.append(type.getName()).append(": ").append(value(row, field, i, type)).append('\n');
      }
    }
    return text.toString();
  }

  private String value(Group row, int field, int index, Type type) {
    boolean isText =
        type.isPrimitive()
            && type.getLogicalTypeAnnotation()
                instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
    return isText
        ? opener.open(row.getString(field, index), table + "." + type.getName())
        : type.isPrimitive()
            ? row.getValueToString(field, index)
            : row.getGroup(field, index).toString();
  }
}
