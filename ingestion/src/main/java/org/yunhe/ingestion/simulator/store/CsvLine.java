package org.yunhe.ingestion.simulator.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads CSV whose values stand on one line each; quotes as in RFC 4180. */
public final class CsvLine {

  private CsvLine() {}

  /** Rows of a CSV file on the class path, by column name. */
  public static List<Map<String, String>> resource(String path) {
    try (InputStream in = CsvLine.class.getResourceAsStream(path);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> header = split(lines.readLine());
      return lines.lines().filter(l -> !l.isBlank()).map(l -> toMap(header, l)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** Values of a line by the names of the header. */
  public static Map<String, String> toMap(List<String> header, String line) {
    List<String> values = split(line);
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      row.put(header.get(i), i < values.size() ? values.get(i) : "");
    }
    return row;
  }

  /** Values of a line. */
  public static List<String> split(String line) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          value.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return values;
  }

  /** A value as it stands in a CSV file. */
  public static String quote(String value) {
    if (value == null) {
      return "";
    }
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
