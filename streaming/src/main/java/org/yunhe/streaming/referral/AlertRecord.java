package org.yunhe.streaming.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The record of topic {@code alerts.referral} for one breach or its retraction: JSON without any
 * name or identity of a person. {@code breach_id} and {@code revision} tell a repeated record.
 */
final class AlertRecord {
  private static final JsonFactory JSON = new JsonFactory();

  private AlertRecord() {}

  static String of(Track track, Update.Broken broken, Instant observedAt) {
    Breach breach = broken.said().breach();
    Parties parties = broken.said().parties();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", broken.said().valid() ? "SLA_BREACH" : "SLA_BREACH_RETRACTED");
      json.writeStringField("breach_id", broken.id());
      json.writeNumberField("revision", broken.said().revision());
      json.writeStringField("referral_id", track.image().referralId());
      json.writeStringField("direction", parties.direction());
      json.writeStringField("urgency", parties.urgency());
      json.writeStringField("from_org_code", parties.fromOrgCode());
      json.writeStringField("to_org_code", parties.toOrgCode());
      json.writeStringField("state", breach.state().name());
      json.writeStringField("limit_code", breach.limitCode());
      json.writeNumberField("level", breach.level());
      json.writeStringField("limit_duration", breach.limit());
      json.writeStringField("entered_at", breach.enteredAt().toString());
      json.writeStringField("due_at", breach.dueAt().toString());
      json.writeStringField("action_zh", breach.actionZh());
      json.writeStringField("action_en", breach.actionEn());
      json.writeStringField("observed_at", observedAt.toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(UTF_8);
  }
}
