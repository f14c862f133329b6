package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.lakehouse.crypto.ValueSealer;

/**
 * Turns one Kafka record with a Debezium envelope into a row of {@code raw.change}, columns in the
 * order of {@link ChangeTable#COLUMNS}. Row images and the key are slices of the record's own
 * bytes.
 */
final class ChangeParser implements RecordParser {
  private static final byte[] BEFORE_COLUMN = (ChangeTable.NAME + ".before").getBytes(UTF_8);
  private static final byte[] AFTER_COLUMN = (ChangeTable.NAME + ".after").getBytes(UTF_8);

  private final TopicRoutes routes;
  private final JsonScanner scanner = new JsonScanner();
  private final Envelope envelope;
  private final JsonObjectIndex image = new JsonObjectIndex(scanner);

  /** Creates a parser; {@code sealer} encrypts row images, null leaves them as they are. */
  ChangeParser(OrgCodes orgCodes, ValueSealer sealer) {
    this.routes = new TopicRoutes(orgCodes);
    this.envelope = new Envelope(scanner, sealer);
  }

  @Override
  public RowData parse(ConsumerRecord<byte[], byte[]> record, TimestampData ingestedAt)
      throws UnusableRecordException {
    TopicRoute route = routes.of(record.topic());
    try {
      return row(record, route, ingestedAt);
    } catch (MalformedJsonException e) {
      throw new UnusableRecordException(Unusable.LANDING_NOT_JSON, e.getMessage());
    }
  }

  private RowData row(
      ConsumerRecord<byte[], byte[]> record, TopicRoute route, TimestampData ingestedAt)
      throws UnusableRecordException, MalformedJsonException {
    byte[] value = record.value();
    envelope.read(value);
    StringData op = envelope.operation();
    envelope.requireSource();
    boolean stands = op != Envelope.DELETE && op != Envelope.TRUNCATE;
    GenericRowData row = new GenericRowData(ChangeTable.COLUMNS.size());
    row.setField(0, route.source());
    row.setField(1, route.thing());
    row.setField(2, op);
    row.setField(3, envelope.sourceTime());
    row.setField(4, envelope.position());
    row.setField(5, orgCode(route, value));
    row.setField(6, route.topic());
    row.setField(7, record.partition());
    row.setField(8, record.offset());
    row.setField(9, ingestedAt);
    row.setField(10, key(record.key()));
    row.setField(11, envelope.image(Envelope.BEFORE, BEFORE_COLUMN, false));
    row.setField(12, envelope.image(Envelope.AFTER, AFTER_COLUMN, stands));
    return row;
  }

  private StringData orgCode(TopicRoute route, byte[] value) throws MalformedJsonException {
    return route.orgColumn() == null ? route.orgCode() : columnText(value, route.orgColumn());
  }

  /** The column's value in the row after the change, or before it where there is none after. */
  private StringData columnText(byte[] value, byte[] column) throws MalformedJsonException {
    int start = envelope.imageStart(Envelope.AFTER);
    if (start < 0) {
      start = envelope.imageStart(Envelope.BEFORE);
    }
    if (start < 0) {
      return null;
    }
    image.readObject(value, start);
    int member = image.find(column);
    return member < 0 ? null : StringData.fromString(image.text(member));
  }

  private StringData key(byte[] key) throws MalformedJsonException {
    if (key == null) {
      return null;
    }
    image.read(key);
    return StringData.fromBytes(key);
  }
}
