package org.yunhe.streaming.quality;

/**
 * What happened to a value that rows refer to.
 *
 * @param value table, column and value, such as {@code core.patient.patient_id=his_east:17}
 * @param kind what happened
 * @param rowKey source row that it happened to
 * @param position position of the version in the source's log
 * @param snapshot whether the row comes from the first reading of its table
 * @param finding of a row that refers to the value: what is wrong should nothing stand there; null
 *     for the row that stands there
 * @param changedAt commit time in the source, milliseconds UTC
 */
public record ReferenceEvent(
    String value,
    Kind kind,
    String rowKey,
    String position,
    boolean snapshot,
    Finding finding,
    long changedAt) {

  /** What happened. */
  public enum Kind {
    /** A row with the value entered its table. */
    STANDS,
    /** The row left it. */
    GONE,
    /** A row refers to the value. */
    REFERS,
    /** It refers to it no longer. */
    WITHDRAWN
  }
}
