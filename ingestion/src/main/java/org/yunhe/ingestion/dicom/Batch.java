package org.yunhe.ingestion.dicom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Records that are handed over together. All but the last record of a part of the ledger carry the
 * part as it was before: if only some of them are written, the rest is written again.
 */
final class Batch {
  private final Ledger ledger;
  private final Envelope envelope;
  private final long now;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<String, Map<String, String>> before = new HashMap<>();

  Batch(Ledger ledger, Envelope envelope, long now) {
    this.ledger = ledger;
    this.envelope = envelope;
    this.now = now;
  }

  /** A record that has no offset yet. */
  private record Draft(
      String part, String topic, byte[] key, byte[] value, ConnectHeaders headers) {}

  /** Takes what changed in a study, and notes it in the ledger. */
  void add(Reading reading) {
    reading.malformed().forEach(this::add);
    if (reading.changes().isEmpty()) {
      return;
    }
    String part = ledger.part(reading.study());
    before.computeIfAbsent(part, ledger::offset);
    long version = ledger.stamp(reading.study(), now);
    for (Change change : reading.changes()) {
      drafts.add(
          new Draft(
              part,
              envelope.topic(change.uid().level()),
              envelope.key(change.uid()),
              envelope.value(change, !ledger.isLoaded(), version, now),
              new ConnectHeaders()));
    }
    ledger.put(reading.study(), reading.known());
  }

  /** Sets something aside, once. */
  void add(Malformed malformed) {
    String part = ledger.asidePart();
    before.computeIfAbsent(part, ledger::offset);
    if (!ledger.setAside(malformed.identity())) {
      return;
    }
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString("yunhe.reason_code", malformed.code());
    headers.addString("yunhe.reason", malformed.reason());
    headers.addString("yunhe.position", malformed.position());
    headers.addString("yunhe.target", envelope.topic(malformed.level()));
    String topic = envelope.quarantine(malformed.level());
    drafts.add(new Draft(part, topic, null, malformed.bytes(), headers));
  }

  /** Returns how many records it has. */
  int size() {
    return drafts.size();
  }

  /** Returns the records with their offsets. */
  List<SourceRecord> records() {
    Map<String, Draft> last = new HashMap<>();
    drafts.forEach(draft -> last.put(draft.part(), draft));
    List<SourceRecord> records = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      boolean isLast = last.get(draft.part()).equals(draft);
      records.add(
          new SourceRecord(
              ledger.partition(draft.part()),
              isLast ? ledger.offset(draft.part()) : before.get(draft.part()),
              draft.topic(),
              null,
              draft.key() == null ? null : Schema.BYTES_SCHEMA,
              draft.key(),
              Schema.BYTES_SCHEMA,
              draft.value(),
              now,
              draft.headers()));
    }
    return records;
  }
}
