package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.lakehouse.crypto.ValueSealer;

/**
 * Turns the metadata of one DICOM study, series or instance into a row of {@code raw.dicom},
 * columns in the order of {@link DicomTable#COLUMNS}.
 */
final class DicomParser implements RecordParser {
  private static final byte[] METADATA_COLUMN = (DicomTable.NAME + ".metadata").getBytes(UTF_8);
  private static final byte[] ORG_CODE = "org_code".getBytes(UTF_8);

  /** Levels from the top; the key of one names all above it. */
  private static final List<String> LEVELS = List.of("study", "series", "instance");

  private final TopicRoutes routes;
  private final Envelope envelope;
  private final JsonObjectIndex key;

  /** Creates a parser; {@code sealer} encrypts metadata, null leaves it as it is. */
  DicomParser(OrgCodes orgCodes, ValueSealer sealer) {
    JsonScanner scanner = new JsonScanner();
    this.routes = new TopicRoutes(orgCodes);
    this.envelope = new Envelope(scanner, sealer);
    this.key = new JsonObjectIndex(scanner);
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
    envelope.read(record.value());
    StringData op = envelope.operationOnOne();
    envelope.requireSource();
    boolean stands = op != Envelope.DELETE;
    StringData authenticated = envelope.sourceText(ORG_CODE);
    GenericRowData row = new GenericRowData(DicomTable.COLUMNS.size());
    row.setField(0, route.source());
    row.setField(1, route.thing());
    row.setField(2, op);
    row.setField(3, envelope.requireSourceTime());
    row.setField(4, envelope.position());
    row.setField(5, authenticated == null ? route.orgCode() : authenticated);
    row.setField(6, route.topic());
    row.setField(7, record.partition());
    row.setField(8, record.offset());
    row.setField(9, ingestedAt);
    row.setField(10, study(route, record.key()));
    row.setField(11, StringData.fromBytes(record.key()));
    row.setField(12, stands ? envelope.image(Envelope.AFTER, METADATA_COLUMN, true) : null);
    return row;
  }

  /** The study that the key names, with all that the level needs beside it. */
  private StringData study(TopicRoute route, byte[] json)
      throws UnusableRecordException, MalformedJsonException {
    int level = LEVELS.indexOf(new String(route.name(), UTF_8));
    if (level < 0) {
      throw new UnusableRecordException(
          Unusable.LANDING_TOPIC_NAME, "topic " + route.topic() + " names none of " + LEVELS);
    }
    if (json == null) {
      throw new UnusableRecordException(Unusable.LANDING_NO_KEY, "the record has no key");
    }
    key.read(json);
    for (String needed : LEVELS.subList(0, level + 1)) {
      int member = key.find(needed.getBytes(UTF_8));
      if (member < 0 || key.kind(member) != '"' || key.end(member) - key.start(member) < 3) {
        throw new UnusableRecordException(Unusable.LANDING_NO_KEY, "the key has no " + needed);
      }
    }
    return StringData.fromBytes(key.textBytes(key.find(LEVELS.getFirst().getBytes(UTF_8))));
  }
}
