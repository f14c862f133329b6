package org.yunhe.cli;

import java.util.ArrayList;
import java.util.List;

/** Prints rows as a table whose columns line up, Chinese characters counting two cells. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> right;

  /** Creates a table; a header that ends with {@code >} makes its column align to the right. */
  Table(List<String> header) {
    right = header.stream().map(name -> name.endsWith(">")).toList();
    rows.add(
        header.stream()
            .map(name -> name.endsWith(">") ? name.substring(0, name.length() - 1) : name)
            .toList());
  }

  Table row(List<String> values) {
    rows.add(values);
    return this;
  }

  String text() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String pad = " ".repeat(widths[i] - width(row.get(i)));
        line.append(right.get(i) ? pad + row.get(i) : row.get(i) + pad);
        line.append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
      if (row == rows.get(0)) {
        for (int width : widths) {
          text.append("-".repeat(width)).append("  ");
        }
        text.setLength(text.length() - 2);
        text.append('\n');
      }
    }
    return text.toString();
  }

  static int width(String text) {
    return text.codePoints().map(Table::cells).sum();
  }

  private static int cells(int codePoint) {
    boolean wide =
        codePoint >= 0x1100
            && (codePoint <= 0x115F
                || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
                || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                || (codePoint >= 0x20000 && codePoint <= 0x3FFFD));
    return wide ? 2 : 1;
  }
}
