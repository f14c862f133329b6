package org.yunhe.streaming.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.yunhe.streaming.drift.TableColumns.Told;

/**
 * The record of topic {@code alerts.schema-drift} for one drift or its end; {@code drift_id} and
 * {@code type} tell a repeated record.
 */
final class DriftAlert {
  private static final JsonFactory JSON = new JsonFactory();

  private DriftAlert() {}

  static String of(Told told, long now) {
    Drift drift = told.drift();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", told.open() ? "SCHEMA_DRIFT" : "SCHEMA_DRIFT_RESOLVED");
      json.writeStringField("drift_id", drift.id());
      json.writeStringField("kind", drift.kind().code());
      json.writeStringField("source", drift.source());
      json.writeStringField("table", drift.table());
      json.writeStringField("column", drift.column());
      json.writeStringField("type_before", drift.before());
      json.writeStringField("type_after", drift.after());
      json.writeStringField("source_position", told.position());
      json.writeStringField(
          "since", told.at() == null ? null : Instant.ofEpochMilli(told.at()).toString());
      json.writeStringField("detected_at", Instant.ofEpochMilli(now).toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(UTF_8);
  }
}
