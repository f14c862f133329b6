package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads from Debezium envelopes which columns a row image has and of which kind their values are.
 * It says so only where the topic's last image had others: an ordinary record costs one scan of its
 * bytes.
 */
public final class ShapeReader {
  private static final byte[] AFTER = "after".getBytes(UTF_8);
  private static final String NOT_SENT = "__debezium_unavailable_value";
  private static final TimestampData UNREAD = TimestampData.fromEpochMillis(0);

  private final JsonScanner scanner = new JsonScanner();
  private final JsonObjectIndex envelope = new JsonObjectIndex(scanner);
  private final JsonObjectIndex image = new JsonObjectIndex(scanner);
  private final ChangeParser parser = new ChangeParser(OrgCodes.of(java.util.List.of()), null);
  private final Map<String, Known> topics = new HashMap<>();

  /**
   * The columns of one row image.
   *
   * @param source source
   * @param table table of the source
   * @param position position in the source's log
   * @param changedAt commit time in the source, milliseconds UTC, or null
   * @param kinds columns in their order with the JSON kind of their values: string, number,
   *     boolean, array or object; empty where no value was seen yet
   */
  public record Shape(
      String source, String table, String position, Long changedAt, Map<String, String> kinds) {}

  /** Returns the columns of the row after the change, or null where they are what is known. */
  public Shape changed(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      envelope.read(record.value());
      int after = envelope.find(AFTER);
      if (after < 0 || envelope.kind(after) != '{') {
        return null;
      }
      image.readObject(record.value(), envelope.start(after));
      Known known = topics.get(record.topic());
      return known != null && known.covers(image) ? null : shape(record, known);
    } catch (MalformedJsonException | UnusableRecordException e) {
      return null;
    }
  }

  private Shape shape(ConsumerRecord<byte[], byte[]> record, Known known)
      throws UnusableRecordException {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (int i = 0; i < image.size(); i++) {
      String name = image.name(i);
      String kind = kind(image.member(i));
      kinds.put(name, kind.isEmpty() && known != null ? known.kind(name) : kind);
    }
    topics.put(record.topic(), Known.of(kinds));
    RowData row = parser.parse(record, UNREAD);
    return new Shape(
        row.getString(0).toString(),
        row.getString(1).toString(),
        row.getString(4).toString(),
        row.isNullAt(3) ? null : row.getTimestamp(3, 3).getMillisecond(),
        kinds);
  }

  private String kind(int member) {
    String kind = kind(image.kind(member));
    boolean hidden =
        !kind.isEmpty()
            && image.end(member) - image.start(member) <= NOT_SENT.length() + 4
            && image.text(member).contains(NOT_SENT);
    return hidden ? "" : kind;
  }

  private static String kind(byte first) {
    return switch (first) {
      case 'n' -> "";
      case '"' -> "string";
      case 't', 'f' -> "boolean";
      case '[' -> "array";
      case '{' -> "object";
      default -> "number";
    };
  }

  /** The columns of a topic's last image, in their order. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Known(Map<String, String> kinds, byte[][] names, String[] values) {
    static Known of(Map<String, String> kinds) {
      return new Known(
          kinds,
          kinds.keySet().stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new),
          kinds.values().toArray(String[]::new));
    }

    String kind(String name) {
      return kinds.getOrDefault(name, "");
    }

    boolean covers(JsonObjectIndex image) {
      if (image.size() != names.length) {
        return false;
      }
      for (int i = 0; i < names.length; i++) {
        String kind = ShapeReader.kind(image.kind(image.member(i)));
        if (!image.isNamed(i, names[i]) || !(kind.isEmpty() || kind.equals(values[i]))) {
          return false;
        }
      }
      return true;
    }
  }
}
