package org.yunhe.jobs.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.yunhe.jobs.spark.Lake;

/** Writes a hospital's changes into {@code raw.change} the way the landing job does. */
public final class TestingHospital {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");

  private final Lake lake;
  private final String source;
  private final List<Row> pending = new ArrayList<>();
  private long position = 1000;
  private long offset;

  /** A hospital whose changes land in a lake. */
  public TestingHospital(Lake lake, String source) {
    this.lake = lake;
    this.source = source;
  }

  /** An insert or update: {@code row} is column, value, column, value… the first being the key. */
  public TestingHospital put(String table, String... row) {
    return change("u", table, ++position, row);
  }

  /** A delete of the row with that key. */
  public TestingHospital delete(String table, String keyColumn, String key) {
    return change("d", table, ++position, keyColumn, key);
  }

  /** A truncation of the table. */
  public TestingHospital truncate(String table) {
    return truncate(table, ++position);
  }

  /** A truncation at a position of its own. */
  public TestingHospital truncate(String table, long at) {
    return add("t", table, at, null, null);
  }

  /** A change at a position of its own. */
  public TestingHospital change(String op, String table, long at, String... row) {
    Map<String, String> image = new LinkedHashMap<>();
    for (int i = 0; i < row.length; i += 2) {
      image.put(row[i], row[i + 1]);
    }
    return add(op, table, at, json(Map.of(row[0], row[1])), op.equals("d") ? null : json(image));
  }

  /** An update whose key, or null, and row come as JSON. */
  public TestingHospital image(String table, String key, String row) {
    return add("u", table, ++position, key, row);
  }

  private TestingHospital add(String op, String table, long at, String key, String after) {
    pending.add(
        RowFactory.create(
            source,
            table,
            op,
            TIME.plusSeconds(at),
            String.format(Locale.ROOT, "%020d", at),
            null,
            "cdc." + source + "." + table,
            0,
            offset++,
            TIME.plusSeconds(at + 1),
            key,
            null,
            after));
    return this;
  }

  /** Lands what was changed as one snapshot. */
  public void land() {
    lake.append(
        lake.spark().createDataFrame(pending, lake.read("raw.change").schema()).coalesce(1),
        "raw.change");
    pending.clear();
  }

  /** Returns the position of the last change. */
  public long position() {
    return position;
  }

  private static String json(Map<String, String> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
