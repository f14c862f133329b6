package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.yunhe.lakehouse.quarantine.DeadLetter;

/** The columns of {@code ops.quarantine_replay}, and the row of a record that came back. */
final class ReplayTable {
  static final String NAME = "ops.quarantine_replay";

  static final List<String> COLUMNS =
      List.of(
          "quarantine_id",
          "target_table",
          "topic",
          "partition",
          "offset",
          "replayed_at",
          "landed_at");

  private ReplayTable() {}

  /**
   * The row of a record that landed in {@code table}, or null where it comes for the first time.
   */
  static RowData row(ConsumerRecord<byte[], byte[]> record, String table, TimestampData at) {
    Header entry = record.headers().lastHeader(DeadLetter.REPLAY);
    if (entry == null || entry.value() == null) {
      return null;
    }
    return new Fields(COLUMNS)
        .text(new String(entry.value(), UTF_8))
        .text(table)
        .text(record.topic())
        .value(record.partition())
        .value(record.offset())
        .time(Instant.ofEpochMilli(record.timestamp()))
        .time(at.toInstant())
        .row();
  }
}
