package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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

  private QuarantineTable() {}

  /** The row for {@code record}, whose identifier is the same however often the record is read. */
  static RowData row(
      ConsumerRecord<byte[], byte[]> record, UnusableRecordException fault, TimestampData at) {
    String[] topic = record.topic().split("\\.", 3);
    GenericRowData row = new GenericRowData(COLUMNS.size());
    row.setField(
        0, text("landing:" + record.topic() + ":" + record.partition() + ":" + record.offset()));
    row.setField(1, text("landing"));
    row.setField(2, topic.length > 1 ? text(topic[1]) : null);
    row.setField(3, topic.length > 2 ? text(topic[2]) : null);
    row.setField(4, record.key() == null ? null : payload(record.key()));
    row.setField(6, text(ChangeTable.NAME));
    row.setField(8, text(fault.code().name()));
    row.setField(9, text(fault.getMessage()));
    row.setField(10, text(record.topic()));
    row.setField(11, record.partition());
    row.setField(12, record.offset());
    row.setField(13, payload(record.value()));
    row.setField(14, at);
    return row;
  }

  /** The bytes as text; what is not UTF-8 as {@code base64:…}, so that no byte is lost. */
  private static StringData payload(byte[] bytes) {
    try {
      return text(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return text("base64:" + Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static StringData text(String text) {
    return StringData.fromString(text);
  }
}
