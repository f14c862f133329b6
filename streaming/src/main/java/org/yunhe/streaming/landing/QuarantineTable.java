package org.yunhe.streaming.landing;

import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.lakehouse.quarantine.Payload;

/** The columns of {@code ops.quarantine}, and the row of a record that landing cannot use. */
public final class QuarantineTable {
  /** The table. */
  public static final String NAME = "ops.quarantine";

  /** Its columns, in the order in which rows are built. */
  public static final List<String> COLUMNS =
      List.of(
          "quarantine_id",
          "stage",
          "source",
          "source_table",
          "source_key",
          "source_position",
          "target_table",
          "column_name",
          "reason_code",
          "reason",
          "topic",
          "partition",
          "offset",
          "payload",
          "quarantined_at");

  /** Stage of what landing itself cannot read. */
  static final String STAGE = "landing";

  private QuarantineTable() {}

  /** The row for {@code record} of a kind, which is the same however often it is read. */
  static RowData row(
      ConsumerRecord<byte[], byte[]> record,
      TopicKind kind,
      UnusableRecordException fault,
      TimestampData at) {
    String[] topic = record.topic().split("\\.", 3);
    return new Fields(COLUMNS)
        .text(identifier(STAGE, record))
        .text(STAGE)
        .text(topic.length > 1 ? topic[1] : null)
        .text(topic.length > 2 ? topic[2] : null)
        .text(Payload.text(record.key()))
        .text(null)
        .text(kind.table())
        .text(null)
        .text(fault.code().name())
        .text(fault.getMessage())
        .text(record.topic())
        .value(record.partition())
        .value(record.offset())
        .text(Payload.text(record.value()))
        .value(at)
        .row();
  }

  /** The identifier of an entry for a record of Kafka. */
  static String identifier(String stage, ConsumerRecord<byte[], byte[]> record) {
    return stage + ":" + record.topic() + ":" + record.partition() + ":" + record.offset();
  }
}
