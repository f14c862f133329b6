package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.yunhe.lakehouse.quarantine.DeadLetter;
import org.yunhe.lakehouse.quarantine.Payload;

/**
 * The row of {@code ops.quarantine} for a record of a topic {@code quarantine.<source>.<thing>}:
 * bytes that a producer could not read, with its reason in the headers of {@link DeadLetter}.
 */
final class IngestionFault {
  /** Reason code of a producer that gives none. */
  static final String NO_CODE = "INGESTION_UNREADABLE";

  private static final String STAGE = "ingestion";

  private IngestionFault() {}

  static RowData row(ConsumerRecord<byte[], byte[]> record, TimestampData at) {
    String[] topic = record.topic().split("\\.", 3);
    String code = header(record, DeadLetter.REASON_CODE);
    String reason = header(record, DeadLetter.REASON);
    return new Fields(QuarantineTable.COLUMNS)
        .text(QuarantineTable.identifier(STAGE, record))
        .text(STAGE)
        .text(topic.length > 1 ? topic[1] : null)
        .text(topic.length > 2 ? topic[2] : null)
        .text(Payload.text(record.key()))
        .text(header(record, DeadLetter.POSITION))
        .text(table(header(record, DeadLetter.TARGET)))
        .text(null)
        .text(code == null ? NO_CODE : code)
        .text(reason == null ? "the producer gave no reason" : reason)
        .text(record.topic())
        .value(record.partition())
        .value(record.offset())
        .text(Payload.text(record.value()))
        .value(at)
        .row();
  }

  private static String table(String target) {
    TopicKind kind = target == null ? null : TopicKind.of(target);
    return kind == null ? null : kind.table();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
