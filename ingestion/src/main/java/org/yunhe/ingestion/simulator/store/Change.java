package org.yunhe.ingestion.simulator.store;

/**
 * A change of one row.
 *
 * @param row all its values for an insert; the key and the new values for an update; at least the
 *     key for a delete
 */
public record Change(Kind kind, String source, Row row) {

  /** Kinds of change. */
  public enum Kind {
    INSERT,
    UPDATE,
    DELETE
  }
}
