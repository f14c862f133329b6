package org.yunhe.streaming.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.lakehouse.crypto.ValueSealer;

/**
 * Turns one version of a FHIR resource into a row of {@code raw.fhir}, columns in the order of
 * {@link FhirTable#COLUMNS}. The resource is a slice of the record's own bytes; of its members only
 * type and id are looked at.
 */
final class FhirParser implements RecordParser {
  private static final byte[] RESOURCE_COLUMN = (FhirTable.NAME + ".resource").getBytes(UTF_8);
  private static final byte[] RESOURCE_TYPE = "resourceType".getBytes(UTF_8);
  private static final byte[] ID = "id".getBytes(UTF_8);
  private static final byte[] VERSION = "version".getBytes(UTF_8);
  private static final byte[] ROAD = "road".getBytes(UTF_8);
  private static final byte[] ORG_CODE = "org_code".getBytes(UTF_8);

  private final TopicRoutes routes;
  private final Envelope envelope;
  private final JsonObjectIndex resource;
  private final JsonObjectIndex key;

  /** Creates a parser; {@code sealer} encrypts resources, null leaves them as they are. */
  FhirParser(OrgCodes orgCodes, ValueSealer sealer) {
    JsonScanner scanner = new JsonScanner();
    this.routes = new TopicRoutes(orgCodes);
    this.resource = new JsonObjectIndex(scanner);
    this.key = new JsonObjectIndex(scanner);
    this.envelope = new Envelope(scanner, sealer, resource);
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
    byte[] id = id(record.key());
    boolean stands = op != Envelope.DELETE;
    GenericRowData row = new GenericRowData(FhirTable.COLUMNS.size());
    row.setField(0, route.source());
    row.setField(1, route.thing());
    row.setField(2, op);
    row.setField(3, envelope.requireSourceTime());
    row.setField(4, envelope.position());
    row.setField(5, envelope.sourceText(VERSION));
    row.setField(6, envelope.sourceText(ROAD));
    row.setField(7, orgCode(route));
    row.setField(8, route.topic());
    row.setField(9, record.partition());
    row.setField(10, record.offset());
    row.setField(11, ingestedAt);
    row.setField(12, StringData.fromBytes(id));
    row.setField(13, StringData.fromBytes(record.key()));
    row.setField(14, stands ? resource(route, id) : null);
    return row;
  }

  private byte[] id(byte[] json) throws UnusableRecordException, MalformedJsonException {
    if (json == null) {
      throw new UnusableRecordException(Unusable.LANDING_NO_KEY, "the record has no key");
    }
    key.read(json);
    int member = key.find(ID);
    byte[] id = member < 0 ? new byte[0] : key.textBytes(member);
    if (id.length == 0) {
      throw new UnusableRecordException(Unusable.LANDING_NO_KEY, "the key has no id");
    }
    return id;
  }

  private StringData orgCode(TopicRoute route) {
    StringData authenticated = envelope.sourceText(ORG_CODE);
    return authenticated == null ? route.orgCode() : authenticated;
  }

  private StringData resource(TopicRoute route, byte[] id) throws UnusableRecordException {
    if (envelope.imageStart(Envelope.AFTER) < 0) {
      return envelope.image(Envelope.AFTER, RESOURCE_COLUMN, true);
    }
    require(RESOURCE_TYPE, route.name(), Unusable.LANDING_RESOURCE_TYPE, "resourceType");
    require(ID, id, Unusable.LANDING_RESOURCE_ID, "id");
    return envelope.image(Envelope.AFTER, RESOURCE_COLUMN, true);
  }

  private void require(byte[] name, byte[] wanted, Unusable code, String shown)
      throws UnusableRecordException {
    int member = resource.find(name);
    boolean text = member >= 0 && resource.kind(member) == '"';
    if (!text || !Arrays.equals(resource.textBytes(member), wanted)) {
      throw new UnusableRecordException(
          code,
          "the resource's "
              + shown
              + (text ? " is " + resource.text(member) : " is missing")
              + ", expected "
              + new String(wanted, UTF_8));
    }
  }
}
