package org.yunhe.ingestion.simulator.store;

/** Takes rows on their way to the database of a source. */
@FunctionalInterface
public interface RowSink {

  /** Adds a row to a table of a source. */
  void add(String source, Row row);
}
