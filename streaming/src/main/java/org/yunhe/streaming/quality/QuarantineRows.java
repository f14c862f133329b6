package org.yunhe.streaming.quality;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.models.mapping.SourceRow;
import org.yunhe.streaming.landing.Fields;
import org.yunhe.streaming.landing.QuarantineTable;
import org.yunhe.streaming.landing.SourceRowReader.Change;

/** Rows of {@code ops.quarantine} for records that must not enter core. */
final class QuarantineRows {
  private static final String STAGE = "quality";
  private static final int ID_BYTES = 16;

  private QuarantineRows() {}

  static RowData row(ConsumerRecord<byte[], byte[]> record, Change change, Judged.Unfit unfit) {
    SourceRow origin = change.row();
    return new Fields(QuarantineTable.COLUMNS)
        .text(identifier(origin, unfit))
        .text(STAGE)
        .text(origin.source())
        .text(origin.table())
        .text(origin.key())
        .text(origin.position())
        .text(unfit.target())
        .text(unfit.column())
        .text(unfit.code())
        .text(unfit.reason())
        .text(record.topic())
        .value(record.partition())
        .value(record.offset())
        .text(change.image() == null ? null : change.image().toString())
        .time(Instant.ofEpochMilli(record.timestamp()))
        .row();
  }

  /** The identifier that core gives the same record, so that its entry replaces this one. */
  static String identifier(SourceRow origin, Judged.Unfit unfit) {
    String text =
        String.join(
            "|",
            "core",
            origin.source(),
            origin.table(),
            origin.key(),
            unfit.target(),
            Integer.toString(unfit.sourceRow()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
