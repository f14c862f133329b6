package org.yunhe.lakehouse.quarantine;

/** Headers, in UTF-8, of Kafka records that are set aside or come back. */
public final class DeadLetter {
  /** Code of the reason, docs/errors.md. */
  public static final String REASON_CODE = "yunhe.reason_code";

  /** What is wrong, in words. */
  public static final String REASON = "yunhe.reason";

  /** Where it was met, such as {@code file:line}. */
  public static final String POSITION = "yunhe.position";

  /** Topic that the record was meant for. */
  public static final String TARGET = "yunhe.target";

  /** Identifier of the entry of {@code ops.quarantine} that a record is sent again from. */
  public static final String REPLAY = "yunhe.replay";

  /** Identifier of the entry of {@code ops.quarantine} that keeps the record. */
  public static final String ENTRY = "yunhe.quarantine_id";

  private DeadLetter() {}
}
