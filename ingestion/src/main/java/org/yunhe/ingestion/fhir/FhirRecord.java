package org.yunhe.ingestion.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One version of a resource as a record of topic {@code fhir.<source>.<type>}: the envelope that
 * landing reads from every source.
 *
 * @param origin where it came from
 * @param operation what happened to it
 * @param type resource type
 * @param id logical id
 * @param version {@code meta.versionId}, or null
 * @param sourceMillis time of this version, milliseconds since 1970
 * @param resource the resource as it came, JSON in UTF-8; null where it was deleted
 */
public record FhirRecord(
    FhirOrigin origin,
    Operation operation,
    String type,
    String id,
    String version,
    long sourceMillis,
    byte[] resource) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int ENVELOPE_BYTES = 300;

  /** Returns the topic of resources of {@code type}. */
  public static String topic(String source, String type) {
    return "fhir." + source + "." + type;
  }

  /** Returns the topic that the record belongs to. */
  public String topic() {
    return topic(origin.source(), type);
  }

  /** Returns the key of the record. */
  public byte[] key() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Returns the value of the record, made at {@code madeMillis}. */
  public byte[] value(long madeMillis) {
    int size = ENVELOPE_BYTES + (resource == null ? 0 : resource.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream(size);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("op", operation.letter());
      json.writeNumberField("ts_ms", madeMillis);
      writeSource(json);
      json.writeNullField("before");
      json.writeFieldName("after");
      if (resource == null) {
        json.writeNull();
      } else {
        // The bytes go out as they are: no number is written in another form.
        json.writeRawValue("");
        json.flush();
        out.write(resource);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void writeSource(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("source");
    json.writeStringField("connector", "fhir");
    json.writeStringField("name", origin.source());
    json.writeStringField("road", origin.road());
    json.writeNumberField("ts_ms", sourceMillis);
    if (version != null) {
      json.writeStringField("version", version);
    }
    if (origin.orgCode() != null) {
      json.writeStringField("org_code", origin.orgCode());
    }
    if (origin.file() != null) {
      json.writeStringField("file", origin.file());
    }
    if (origin.line() > 0) {
      json.writeNumberField("line", origin.line());
    }
    json.writeEndObject();
  }
}
