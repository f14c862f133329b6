package org.yunhe.streaming.landing;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns one Kafka record of a kind into a row of the log it lands in. */
interface RecordParser {

  /** The row of a record that is no tombstone, read at {@code ingestedAt}. */
  RowData parse(ConsumerRecord<byte[], byte[]> record, TimestampData ingestedAt)
      throws UnusableRecordException;
}
