package org.yunhe.ingestion.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yunhe.ingestion.simulator.person.LocalPatient;
import org.yunhe.ingestion.simulator.store.Ids;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.ingestion.simulator.store.RowSink;

/** Keeps the rows and persons of a small region for tests to look at. */
final class MemorySink implements RowSink, PersonLog {

  private final Map<String, List<Row>> tables = new TreeMap<>();
  private final List<LocalPatient> patients = new ArrayList<>();
  private RegionWriter writer;

  static MemorySink region(SimulationPlan plan) {
    MemorySink sink = new MemorySink();
    sink.writer = new RegionWriter(plan, sink, new Ids(), sink);
    sink.writer.write(number -> {});
    return sink;
  }

  @Override
  public void add(String source, Row row) {
    tables.computeIfAbsent(source + "." + row.table(), t -> new ArrayList<>()).add(row);
  }

  @Override
  public void add(LocalPatient patient, String source) {
    patients.add(patient);
  }

  List<Row> rows(String table) {
    return tables.getOrDefault(table, List.of());
  }

  Map<String, List<Row>> tables() {
    return tables;
  }

  List<LocalPatient> patients() {
    return patients;
  }

  Map<String, Long> events() {
    return writer.events();
  }

  long size() {
    return tables.values().stream().mapToLong(List::size).sum();
  }
}
