package org.yunhe.cli;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.yunhe.lakehouse.quarantine.Payload;

/**
 * One entry of {@code ops.quarantine}.
 *
 * @param id its identifier
 * @param stage ingestion, landing, quality or core
 * @param source source system, or null
 * @param table table, resource type or level, or null
 * @param key key of the source row, or of the Kafka record as {@link Payload} has it, or null
 * @param position position in the source, or where a producer met it, or null
 * @param target table it was meant for, or null
 * @param column column at fault, or null
 * @param code reason code
 * @param reason reason
 * @param topic Kafka topic, or null
 * @param partition Kafka partition as text, or null
 * @param offset Kafka offset as text, or null
 * @param payload the record as {@link Payload} has it, or null
 * @param at when it was set aside
 */
record QuarantineEntry(
    String id,
    String stage,
    String source,
    String table,
    String key,
    String position,
    String target,
    String column,
    String code,
    String reason,
    String topic,
    String partition,
    String offset,
    String payload,
    Instant at) {
  /** The columns in the order of the fields; the time as ISO text. */
  static final String COLUMNS =
      "quarantine_id, stage, source, source_table, source_key, source_position, target_table,"
          + " column_name, reason_code, reason, topic, \"partition\", \"offset\", payload,"
          + " to_iso8601(quarantined_at)";

  private static final Set<String> BEFORE_THE_LOG = Set.of("ingestion", "landing");

  static QuarantineEntry of(List<String> row) {
    return new QuarantineEntry(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.get(5),
        row.get(6),
        row.get(7),
        row.get(8),
        row.get(9),
        row.get(10),
        row.get(11),
        row.get(12),
        row.get(13),
        Instant.parse(row.get(14)));
  }

  /** Whether the record stands in no log of raw, so that its own bytes are what is sent again. */
  boolean isUnread() {
    return BEFORE_THE_LOG.contains(stage);
  }

  /** The bytes of the record as they came. */
  byte[] bytes() {
    return Payload.bytes(payload);
  }
}
