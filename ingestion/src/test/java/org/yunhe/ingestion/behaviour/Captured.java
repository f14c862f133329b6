package org.yunhe.ingestion.behaviour;

/**
 * One captured record.
 *
 * @param topic topic it was written to
 * @param id the record's id
 * @param op operation of the envelope
 * @param text its text, or null where it was deleted
 * @param position its position in the source's log
 */
record Captured(String topic, String id, String op, String text, String position) {
  boolean deleted() {
    return op.equals("d");
  }
}
