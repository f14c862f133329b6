package org.yunhe.models.code;

import java.util.ArrayList;
import java.util.List;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Reads small CSV files (RFC 4180) into rows of texts; empty lines are passed over. */
public final class Csv {
  private Csv() {}

  /** Returns the rows of {@code text}; {@code file} is named in complaints. */
  public static List<List<String>> parse(String file, String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          value.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          value.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        row.add(value.toString());
        value.setLength(0);
      } else if (c == '\n') {
        row = endRow(rows, row, value);
      } else if (c != '\r' && c != '\uFEFF') {
        value.append(c);
      }
    }
    if (quoted) {
      throw new YunheException(
          ErrorCode.BAD_MODEL, file + ": a quotation mark is not closed", "close it");
    }
    endRow(rows, row, value);
    return rows;
  }

  private static List<String> endRow(
      List<List<String>> rows, List<String> row, StringBuilder value) {
    if (row.isEmpty() && value.isEmpty()) {
      return row;
    }
    row.add(value.toString());
    value.setLength(0);
    rows.add(row);
    return new ArrayList<>();
  }
}
