package org.yunhe.ingestion.simulator;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import org.yunhe.ingestion.simulator.FaultInjector.Fault;
import org.yunhe.ingestion.simulator.store.CsvLine;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The lines of {@code faults.csv}: which row was spoiled how, and which rule must find it. */
final class FaultTruth implements FaultInjector.FaultLog {
  static final String FILE = "faults.csv";
  static final String HEADER = "source,table,key,fault,column,rule\n";

  private final Path file;

  private FaultTruth(Path file) {
    this.file = file;
  }

  /** Goes on with the file of a folder, which is begun where there is none. */
  static FaultTruth appendingTo(Path folder) {
    FaultTruth truth = new FaultTruth(folder.resolve(FILE));
    if (!Files.exists(truth.file)) {
      truth.append(HEADER);
    }
    return truth;
  }

  /** Adds a line at once, so that what reads the file misses none. */
  @Override
  public void add(Fault fault, Row row) {
    append(line(fault, row));
  }

  /** The line of one fault. */
  static String line(Fault fault, Row row) {
    String key =
        fault.key().stream()
            .map(column -> "\"%s\":%s".formatted(column, json(row.get(column))))
            .collect(Collectors.joining(",", "{", "}"));
    return "%s,%s,%s,%s,%s,%s\n"
        .formatted(
            fault.source(),
            fault.table(),
            CsvLine.quote(key),
            fault.code(),
            fault.column(),
            fault.rule());
  }

  private static String json(Object value) {
    return value instanceof Number ? value.toString() : "\"" + value + "\"";
  }

  private void append(String text) {
    try {
      Files.createDirectories(file.getParent());
      try (BufferedWriter out =
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        out.write(text);
      }
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the truth file " + file + " cannot be written",
          "make the folder writable or give another with --truth",
          e);
    }
  }
}
