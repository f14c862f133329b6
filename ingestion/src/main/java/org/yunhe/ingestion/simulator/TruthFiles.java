package org.yunhe.ingestion.simulator;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * What only the simulator knows: {@code persons.csv} says who stands behind each local patient
 * number, {@code faults.csv} lists every fault, {@code left-out.csv} counts what was carried over
 * from the pool and what was left out under which rule. They appear when the load is complete.
 */
final class TruthFiles implements PersonLog, FaultInjector.FaultLog, AutoCloseable {

  private static final List<String> NAMES = List.of("persons.csv", "faults.csv", "left-out.csv");

  private final Path folder;
  private final BufferedWriter persons;
  private final BufferedWriter faults;
  private final Map<String, Integer> faultCounts = new TreeMap<>();

  TruthFiles(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      persons = Files.newBufferedWriter(part("persons.csv"));
      persons.write("person,source,org_code,patient_no,variation\n");
      faults = Files.newBufferedWriter(part("faults.csv"));
      faults.write(FaultTruth.HEADER);
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          "the truth files cannot be written to " + folder,
          "make the folder writable or give another with --truth",
          e);
    }
  }

  private Path part(String name) {
    return folder.resolve(name + ".part");
  }

  @Override
  public void add(LocalPatient patient, String source) {
    write(
        persons,
        "%d,%s,%s,%s,%s\n"
            .formatted(
                patient.resident().number(),
                source,
                patient.organization().code(),
                patient.no(),
                patient.variation()));
  }

  @Override
  public void add(FaultInjector.Fault fault, Row row) {
    faultCounts.merge(fault.code(), 1, Integer::sum);
    write(faults, FaultTruth.line(fault, row));
  }

  /** Faults so far by code. */
  Map<String, Integer> faultCounts() {
    return faultCounts;
  }

  /** Puts the files in place. */
  void finish(Map<String, Long> events) {
    try {
      close();
      try (BufferedWriter out = Files.newBufferedWriter(part("left-out.csv"))) {
        out.write("kind,outcome,count\n");
        for (Map.Entry<String, Long> event : new TreeMap<>(events).entrySet()) {
          out.write(event.getKey().replaceFirst(" ", ",") + "," + event.getValue() + "\n");
        }
      }
      for (String name : NAMES) {
        Files.move(part(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(BufferedWriter out, String line) {
    try {
      out.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      persons.close();
      faults.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
