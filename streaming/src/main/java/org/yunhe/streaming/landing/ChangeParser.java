package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
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
final class ChangeParser {
  private static final byte[] OP = "op".getBytes(UTF_8);
  private static final byte[] BEFORE = "before".getBytes(UTF_8);
  private static final byte[] AFTER = "after".getBytes(UTF_8);
  private static final byte[] BEFORE_COLUMN = (ChangeTable.NAME + ".before").getBytes(UTF_8);
  private static final byte[] AFTER_COLUMN = (ChangeTable.NAME + ".after").getBytes(UTF_8);
  private static final byte[] SOURCE = "source".getBytes(UTF_8);
  private static final byte[] CONNECTOR = "connector".getBytes(UTF_8);
  private static final byte[] TS_MS = "ts_ms".getBytes(UTF_8);
  private static final StringData READ = TopicRoute.encoded("r");
  private static final StringData CREATE = TopicRoute.encoded("c");
  private static final StringData UPDATE = TopicRoute.encoded("u");
  private static final StringData DELETE = TopicRoute.encoded("d");
  private static final StringData TRUNCATE = TopicRoute.encoded("t");

  private final OrgCodes orgCodes;
  private final ValueSealer sealer;
  private final Map<String, TopicRoute> routes = new HashMap<>();
  private final JsonScanner scanner = new JsonScanner();
  private final JsonObjectIndex source = new JsonObjectIndex(scanner);
  private final JsonObjectIndex envelope = new JsonObjectIndex(scanner, SOURCE, source);
  private final JsonObjectIndex image = new JsonObjectIndex(scanner);

  /** Creates a parser; {@code sealer} encrypts row images, null leaves them as they are. */
  ChangeParser(OrgCodes orgCodes, ValueSealer sealer) {
    this.orgCodes = orgCodes;
    this.sealer = sealer;
  }

  /** The row of a record that is no tombstone, read at {@code ingestedAt}. */
  RowData parse(ConsumerRecord<byte[], byte[]> record, TimestampData ingestedAt)
      throws UnusableRecordException {
    TopicRoute route = route(record.topic());
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
    StringData op = operation(value);
    requireSource();
    GenericRowData row = new GenericRowData(ChangeTable.COLUMNS.size());
    row.setField(0, route.source());
    row.setField(1, route.table());
    row.setField(2, op);
    row.setField(3, sourceTime());
    row.setField(4, position());
    row.setField(5, orgCode(route, value));
    row.setField(6, route.topic());
    row.setField(7, record.partition());
    row.setField(8, record.offset());
    row.setField(9, ingestedAt);
    row.setField(10, key(record.key()));
    row.setField(11, image(value, BEFORE, BEFORE_COLUMN, false));
    row.setField(12, image(value, AFTER, AFTER_COLUMN, op != DELETE && op != TRUNCATE));
    return row;
  }

  private TopicRoute route(String topic) throws UnusableRecordException {
    TopicRoute route = routes.get(topic);
    if (route == null) {
      route = TopicRoute.of(topic, orgCodes);
      routes.put(topic, route);
    }
    return route;
  }

  private StringData operation(byte[] value) throws UnusableRecordException {
    int member = envelope.find(OP);
    if (member < 0) {
      throw new UnusableRecordException(Unusable.LANDING_NO_OPERATION, "the envelope has no op");
    }
    boolean letter = envelope.end(member) - envelope.start(member) == 3;
    return switch (letter ? value[envelope.start(member) + 1] : 0) {
      case 'r' -> READ;
      case 'c' -> CREATE;
      case 'u' -> UPDATE;
      case 'd' -> DELETE;
      case 't' -> TRUNCATE;
      default ->
          throw new UnusableRecordException(
              Unusable.LANDING_NO_OPERATION,
              "op " + envelope.text(member) + " is no change of a row");
    };
  }

  private void requireSource() throws UnusableRecordException {
    int member = envelope.find(SOURCE);
    if (member < 0 || envelope.kind(member) != '{') {
      throw new UnusableRecordException(
          Unusable.LANDING_NO_POSITION, "the envelope has no source block");
    }
  }

  private TimestampData sourceTime() {
    int member = source.find(TS_MS);
    long millis = member < 0 ? -1 : source.number(member, -1);
    return millis < 0 ? null : TimestampData.fromEpochMillis(millis);
  }

  private StringData position() throws UnusableRecordException {
    int member = source.find(CONNECTOR);
    String connector = member < 0 ? "" : source.text(member);
    byte[] position = SourcePosition.forConnector(connector).of(source);
    if (position == null) {
      throw new UnusableRecordException(
          Unusable.LANDING_NO_POSITION,
          "the source block does not tell the position in the log of " + connector);
    }
    return StringData.fromBytes(position);
  }

  private StringData orgCode(TopicRoute route, byte[] value) throws MalformedJsonException {
    return route.orgColumn() == null ? route.orgCode() : columnText(value, route.orgColumn());
  }

  /** The column's value in the row after the change, or before it where there is none after. */
  private StringData columnText(byte[] value, byte[] column) throws MalformedJsonException {
    int row = envelope.find(AFTER);
    if (row < 0) {
      row = envelope.find(BEFORE);
    }
    if (row < 0 || envelope.kind(row) != '{') {
      return null;
    }
    image.readObject(value, envelope.start(row));
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

  private StringData image(byte[] value, byte[] name, byte[] column, boolean needed)
      throws UnusableRecordException {
    int member = envelope.find(name);
    if (member < 0 && !needed) {
      return null;
    }
    if (member < 0 || envelope.kind(member) != '{') {
      throw new UnusableRecordException(
          Unusable.LANDING_NO_ROW_IMAGE, new String(name, UTF_8) + " is missing or no object");
    }
    int start = envelope.start(member);
    int length = envelope.end(member) - start;
    return sealer == null
        ? StringData.fromBytes(value, start, length)
        : StringData.fromBytes(sealer.seal(value, start, length, column));
  }
}
