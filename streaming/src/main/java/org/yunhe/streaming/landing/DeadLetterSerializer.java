package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.yunhe.lakehouse.quarantine.DeadLetter;
import org.yunhe.lakehouse.quarantine.Payload;

/**
 * Makes the record of topic {@code quarantine.landing} of an entry that landing wrote; entries of
 * other stages stand in a topic of their producer already. Bytes that a broker might refuse are
 * left out: the entry has them.
 */
final class DeadLetterSerializer implements KafkaRecordSerializationSchema<RowData> {
  private static final long serialVersionUID = 1L;

  /** Kafka's own limit of a record is 1 MiB, with headers. */
  private static final int MOST_BYTES = 1_000_000;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RowData entry, KafkaSinkContext context, Long timestamp) {
    if (!column(entry, "stage").equals(QuarantineTable.STAGE)) {
      return null;
    }
    byte[] value = Payload.bytes(column(entry, "payload"));
    String place = entry.getInt(index("partition")) + ":" + entry.getLong(index("offset"));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            TopicKind.DEAD_LETTERS,
            Payload.bytes(column(entry, "source_key")),
            value != null && value.length > MOST_BYTES ? null : value);
    header(record, DeadLetter.ENTRY, column(entry, "quarantine_id"));
    header(record, DeadLetter.REASON_CODE, column(entry, "reason_code"));
    header(record, DeadLetter.REASON, column(entry, "reason"));
    header(record, DeadLetter.POSITION, place);
    header(record, DeadLetter.TARGET, column(entry, "topic"));
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  private static String column(RowData entry, String name) {
    int index = index(name);
    return entry.isNullAt(index) ? null : entry.getString(index).toString();
  }

  private static int index(String name) {
    return QuarantineTable.COLUMNS.indexOf(name);
  }
}
