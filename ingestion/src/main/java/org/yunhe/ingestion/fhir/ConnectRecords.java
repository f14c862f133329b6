package org.yunhe.ingestion.fhir;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/** Records as Kafka Connect sends them, of one partition of a source. */
public final class ConnectRecords {
  private final Map<String, ?> partition;

  /** Creates one for the records of {@code partition}. */
  public ConnectRecords(Map<String, ?> partition) {
    this.partition = partition;
  }

  /** Returns the record of a resource, after which the source stands at {@code offset}. */
  public SourceRecord of(FhirRecord record, Map<String, ?> offset) {
    return new SourceRecord(
        partition,
        offset,
        record.topic(),
        null,
        Schema.BYTES_SCHEMA,
        record.key(),
        Schema.BYTES_SCHEMA,
        record.value(System.currentTimeMillis()));
  }

  /** Returns the record of what is set aside. */
  public SourceRecord of(UnreadableRecord record, Map<String, ?> offset) {
    ConnectHeaders headers = new ConnectHeaders();
    record.headers().forEach(headers::addString);
    return new SourceRecord(
        partition,
        offset,
        record.topic(),
        null,
        null,
        null,
        Schema.BYTES_SCHEMA,
        record.bytes(),
        System.currentTimeMillis(),
        headers);
  }
}
