package org.yunhe.ingestion.simulator.store;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * Loads rows by COPY. Each table has a buffer that is sent when it is full, so memory stays
 * bounded; rows of sources that it does not have are passed over.
 */
public final class CopySink implements RowSink {

  private static final int BUFFER = 256 * 1024;

  private final Map<String, Target> targets = new HashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();

  /** A sink into databases whose tables exist. */
  public CopySink(Iterable<SourceDatabase> databases) {
    for (SourceDatabase database : databases) {
      targets.put(database.name(), new Target(database));
    }
  }

  @Override
  public void add(String source, Row row) {
    Target target = targets.get(source);
    if (target != null) {
      target.add(row);
      counts.merge(source, 1L, Long::sum);
    }
  }

  /** Sends what is still in the buffers. */
  public void flush() {
    targets.values().forEach(Target::flush);
  }

  /** Rows taken so far by source. */
  public Map<String, Long> counts() {
    return counts;
  }

  /** The tables of one database. */
  private static final class Target {
    private final SourceDatabase database;
    private final Map<String, TableShape> shapes;
    private final Map<String, StringBuilder> buffers = new HashMap<>();

    Target(SourceDatabase database) {
      this.database = database;
      this.shapes = database.shapes();
    }

    void add(Row row) {
      TableShape shape = shapes.get(row.table());
      if (shape == null) {
        throw new IllegalStateException(database.name() + " has no table " + row.table());
      }
      StringBuilder buffer = buffers.computeIfAbsent(row.table(), t -> new StringBuilder());
      Object[] values = shape.arrange(row);
      for (int i = 0; i < values.length; i++) {
        append(buffer, values[i]);
        buffer.append(i + 1 < values.length ? '\t' : '\n');
      }
      if (buffer.length() > BUFFER) {
        send(row.table(), buffer);
      }
    }

    void flush() {
      buffers.forEach(this::send);
    }

    private void send(String table, StringBuilder buffer) {
      if (buffer.isEmpty()) {
        return;
      }
      try {
        database.load(table, buffer.toString());
        buffer.setLength(0);
      } catch (IOException e) {
        throw new YunheException(
            ErrorCode.UNREACHABLE, "loading " + table + " broke off", "run load again", e);
      }
    }

    private static void append(StringBuilder buffer, Object value) {
      if (value == null) {
        buffer.append("\\N");
      } else if (value instanceof String text) {
        escape(buffer, text);
      } else if (value instanceof BigDecimal number) {
        buffer.append(number.toPlainString());
      } else {
        buffer.append(value);
      }
    }

    private static void escape(StringBuilder buffer, String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '\\' -> buffer.append("\\\\");
          case '\t' -> buffer.append("\\t");
          case '\n' -> buffer.append("\\n");
          case '\r' -> buffer.append("\\r");
          default -> buffer.append(c);
        }
      }
    }
  }
}
