package org.yunhe.streaming.landing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.models.mapping.SourceRow;
import org.yunhe.models.source.SourceDefinition;

/**
 * Reads one Kafka record with a Debezium envelope as the source row that mappings understand, by
 * the same parser that landing uses.
 */
public final class SourceRowReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final TimestampData UNREAD = TimestampData.fromEpochMillis(0);

  private final ChangeParser parser;

  /** A reader for the rows of these sources. */
  public SourceRowReader(List<SourceDefinition> sources) {
    this.parser = new ChangeParser(OrgCodes.of(sources), null);
  }

  /**
   * A row of a source after a change.
   *
   * @param row the row; the last image of one that was deleted
   * @param deleted whether it is gone
   * @param snapshot whether it was read by a first reading of its table, not from the log
   * @param image the row after the change as it came, JSON; of one that was deleted, before it
   * @param before columns of the row before an update; empty where the source does not tell
   */
  public record Change(
      SourceRow row,
      boolean deleted,
      boolean snapshot,
      StringData image,
      Map<String, String> before) {

    /** The row as it was before an update. */
    public SourceRow previous() {
      return new SourceRow(
          row.source(),
          row.table(),
          row.key(),
          row.position(),
          row.changedAt(),
          row.orgCode(),
          before);
    }
  }

  /**
   * Reads a record; null where it is no change of one row: a tombstone, a truncation, or what
   * landing sets aside.
   */
  public Change read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null || record.key() == null) {
      return null;
    }
    try {
      RowData row = parser.parse(record, UNREAD);
      String operation = row.getString(2).toString();
      if (operation.equals("t")) {
        return null;
      }
      boolean deleted = operation.equals("d");
      int image = deleted ? 11 : 12;
      return new Change(
          new SourceRow(
              row.getString(0).toString(),
              row.getString(1).toString(),
              row.getString(10).toString(),
              row.getString(4).toString(),
              row.isNullAt(3) ? null : instant(row),
              row.isNullAt(5) ? null : row.getString(5).toString(),
              row.isNullAt(image) ? Map.of() : columns(row.getString(image))),
          deleted,
          operation.equals("r"),
          row.getString(image),
          deleted || row.isNullAt(11) ? Map.of() : columns(row.getString(11)));
    } catch (UnusableRecordException | IOException e) {
      return null;
    }
  }

  /** Reads a record as the emptying of its table; null where it is anything else. */
  public Truncation truncation(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null || record.key() != null) {
      return null;
    }
    try {
      RowData row = parser.parse(record, UNREAD);
      return row.getString(2).toString().equals("t")
          ? new Truncation(
              Truncation.table(row.getString(0).toString(), row.getString(1).toString()),
              row.getString(4).toString(),
              row.isNullAt(3) ? record.timestamp() : instant(row).toEpochMilli())
          : null;
    } catch (UnusableRecordException e) {
      return null;
    }
  }

  private static Instant instant(RowData row) {
    return row.getTimestamp(3, 6).toInstant();
  }

  /** The members of a row image as texts; nested values as JSON. */
  private static Map<String, String> columns(StringData image) throws IOException {
    Map<String, String> columns = new HashMap<>();
    try (JsonParser json = JSON.createParser(image.toBytes())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value.isStructStart()) {
          columns.put(name, nested(json));
        } else if (value != JsonToken.VALUE_NULL) {
          columns.put(name, json.getText());
        }
      }
    }
    return columns;
  }

  private static String nested(JsonParser json) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = JSON.createGenerator(text)) {
      copy.copyCurrentStructure(json);
    }
    return text.toString();
  }
}
