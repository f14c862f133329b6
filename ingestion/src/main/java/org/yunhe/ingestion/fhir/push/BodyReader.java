package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yunhe.ingestion.fhir.FhirJson;
import org.yunhe.ingestion.fhir.UnreadableRecord;

/** Reads a body as JSON; what cannot be read is kept in the quarantine topic and refused. */
final class BodyReader {
  private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);
  private static final int KEPT_BYTES = 1 << 20;
  private static final String REASON = "PUSH_NOT_JSON";

  private final FhirJson json = new FhirJson();
  private final TransactionWriter writer;
  private final Set<String> types;
  private final Texts texts;

  BodyReader(TransactionWriter writer, Set<String> types, Texts texts) {
    this.writer = writer;
    this.types = types;
    this.texts = texts;
  }

  /** Returns the body of {@code sender}, meant for {@code type}; throws the refusal. */
  ObjectNode read(Sender sender, String type, byte[] body) {
    try {
      return json.read(body);
    } catch (JsonProcessingException e) {
      keep(sender, types.contains(type) ? type : UnreadableRecord.UNKNOWN, body, e);
      JsonLocation at = e.getLocation();
      Issue issue =
          new Issue(
              IssueSeverity.FATAL,
              IssueType.STRUCTURE,
              texts.say("body.unreadable", e.getOriginalMessage()),
              type,
              at == null ? 0 : Math.max(0, at.getLineNr()),
              at == null ? 0 : Math.max(0, at.getColumnNr()));
      throw new Refusal(400, List.of(issue));
    }
  }

  private void keep(Sender sender, String type, byte[] body, JsonProcessingException why) {
    byte[] kept = body.length > KEPT_BYTES ? Arrays.copyOf(body, KEPT_BYTES) : body;
    UnreadableRecord record =
        new UnreadableRecord(
            sender.source(),
            type,
            kept,
            REASON,
            why.getOriginalMessage()
                + (kept.length < body.length ? " (kept: the first " + KEPT_BYTES + " bytes)" : ""),
            "push:" + sender.keyId() + ":" + Instant.now());
    ProducerRecord<byte[], byte[]> quarantined =
        new ProducerRecord<>(record.topic(), null, record.bytes());
    record
        .headers()
        .forEach(
            (name, value) ->
                quarantined.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try {
      writer.write(List.of(quarantined));
    } catch (TransactionWriter.NotWritten e) {
      // The sender is told that the body is wrong and has it still.
      LOG.warn("an unreadable body of {} could not be kept: {}", sender.source(), e.getMessage());
    }
  }
}
