package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.yunhe.lakehouse.crypto.ValueSealer;

/**
 * The Debezium envelope that every record of a source comes in, by position: operation, place in
 * the source's log, and images as slices of the record's own bytes. Reused from record to record.
 */
final class Envelope {
  static final byte[] BEFORE = "before".getBytes(UTF_8);
  static final byte[] AFTER = "after".getBytes(UTF_8);
  static final StringData DELETE = TopicRoute.encoded("d");
  static final StringData TRUNCATE = TopicRoute.encoded("t");

  private static final byte[] OP = "op".getBytes(UTF_8);
  private static final byte[] SOURCE = "source".getBytes(UTF_8);
  private static final byte[] CONNECTOR = "connector".getBytes(UTF_8);
  private static final byte[] TS_MS = "ts_ms".getBytes(UTF_8);
  private static final StringData READ = TopicRoute.encoded("r");
  private static final StringData CREATE = TopicRoute.encoded("c");
  private static final StringData UPDATE = TopicRoute.encoded("u");

  private final ValueSealer sealer;
  private final JsonObjectIndex source;
  private final JsonObjectIndex envelope;
  private byte[] value = {};

  /** Creates an envelope; {@code sealer} encrypts images, null leaves them as they are. */
  Envelope(JsonScanner scanner, ValueSealer sealer) {
    this.sealer = sealer;
    this.source = new JsonObjectIndex(scanner);
    this.envelope = new JsonObjectIndex(scanner, Map.of("source", source));
  }

  /** Creates the same, which reads the members of the image after the change into {@code after}. */
  Envelope(JsonScanner scanner, ValueSealer sealer, JsonObjectIndex after) {
    this.sealer = sealer;
    this.source = new JsonObjectIndex(scanner);
    this.envelope = new JsonObjectIndex(scanner, Map.of("source", source, "after", after));
  }

  /** Reads the value of a record. */
  void read(byte[] json) throws MalformedJsonException {
    value = json;
    envelope.read(json);
  }

  StringData operation() throws UnusableRecordException {
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

  /** The operation on one object: a truncation is none. */
  StringData operationOnOne() throws UnusableRecordException {
    StringData operation = operation();
    if (operation == TRUNCATE) {
      throw new UnusableRecordException(
          Unusable.LANDING_NO_OPERATION, "op t is no change of one object");
    }
    return operation;
  }

  /** Fails where there is no source block; what the others read of it is there after this. */
  void requireSource() throws UnusableRecordException {
    int member = envelope.find(SOURCE);
    if (member < 0 || envelope.kind(member) != '{') {
      throw new UnusableRecordException(
          Unusable.LANDING_NO_POSITION, "the envelope has no source block");
    }
  }

  /** The time in the source, or null where the source block does not tell. */
  TimestampData sourceTime() {
    int member = source.find(TS_MS);
    long millis = member < 0 ? -1 : source.number(member, -1);
    return millis < 0 ? null : TimestampData.fromEpochMillis(millis);
  }

  /** The time in the source, which must be there. */
  TimestampData requireSourceTime() throws UnusableRecordException {
    TimestampData time = sourceTime();
    if (time == null) {
      throw new UnusableRecordException(
          Unusable.LANDING_NO_POSITION, "the source block has no ts_ms in milliseconds");
    }
    return time;
  }

  StringData position() throws UnusableRecordException {
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

  /** What the source block says under that name, or null. */
  StringData sourceText(byte[] name) {
    int member = source.find(name);
    return member < 0 ? null : StringData.fromBytes(source.textBytes(member));
  }

  /** Where the image of that name begins, or -1 where it is no object. */
  int imageStart(byte[] name) {
    int member = envelope.find(name);
    return member < 0 || envelope.kind(member) != '{' ? -1 : envelope.start(member);
  }

  /** The image of that name for {@code column}, {@code layer.table.column} in UTF-8. */
  StringData image(byte[] name, byte[] column, boolean needed) throws UnusableRecordException {
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
