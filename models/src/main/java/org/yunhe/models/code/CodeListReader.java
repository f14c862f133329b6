package org.yunhe.models.code;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;

/** Reads the entries of one code file, {@code codes/<value-set>/<owner>.csv}. */
final class CodeListReader {
  private static final List<String> HEADER = List.of("local_code", "local_name", "code", "display");
  private static final String FROM = "valid_from";
  private static final String TO = "valid_to";

  private CodeListReader() {}

  /** Reads a list as far as it can be read; the faults of its lines are reported one by one. */
  static CodeList read(String file, String text, Faults faults) {
    List<List<String>> rows = Csv.parse(file, text);
    if (rows.isEmpty() || rows.get(0).size() < 4 || !rows.get(0).subList(0, 4).equals(HEADER)) {
      throw wrong(
          file,
          1,
          "the header must begin with " + String.join(",", HEADER),
          "correct the first line");
    }
    CodeList list = new CodeList();
    for (int line = 1; line < rows.size(); line++) {
      int number = line + 1;
      List<String> row = rows.get(line);
      faults
          .attempt(() -> entry(file, number, rows.get(0), row))
          .filter(entry -> !list.add(entry))
          .ifPresent(entry -> faults.report(twice(file, number, entry)));
    }
    return list;
  }

  private static YunheException twice(String file, int line, CodeEntry entry) {
    return wrong(
        file,
        line,
        "code '" + entry.localCode() + "' stands twice for the same day",
        "remove one, or give both periods by " + FROM + " and " + TO + " that do not overlap");
  }

  private static CodeEntry entry(String file, int line, List<String> header, List<String> row) {
    if (row.size() != header.size()) {
      throw wrong(
          file, line, row.size() + " values for " + header.size() + " columns", "correct the line");
    }
    Map<String, String> attributes = new HashMap<>();
    for (int column = HEADER.size(); column < header.size(); column++) {
      attributes.put(header.get(column), row.get(column));
    }
    LocalDate from = day(file, line, attributes.get(FROM));
    LocalDate to = day(file, line, attributes.get(TO));
    if (from != null && to != null && to.isBefore(from)) {
      throw wrong(file, line, "it ends on " + to + " before it begins", "correct the period");
    }
    return new CodeEntry(row.get(0), row.get(1), row.get(2), row.get(3), attributes, from, to);
  }

  private static LocalDate day(String file, int line, String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw wrong(file, line, "'" + text + "' is no day", "write it as 2026-01-31");
    }
  }

  private static YunheException wrong(String file, int line, String what, String cure) {
    return new YunheException(ErrorCode.BAD_MODEL, file + ":" + line + ": " + what, cure);
  }
}
