package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.yunhe.ingestion.fhir.FhirJson;
import org.yunhe.ingestion.fhir.FhirOrigin;
import org.yunhe.ingestion.fhir.FhirRecord;
import org.yunhe.ingestion.fhir.Operation;

/** Takes resources that were read: judges them, and writes all of them or none. */
final class Intake {
  private static final int RETRY_SECONDS = 10;

  private final ResourceCheck check;
  private final RecentVersions recent;
  private final TransactionWriter writer;
  private final Counts counts;
  private final Texts texts;
  private final FhirJson json = new FhirJson();

  Intake(
      ResourceCheck check,
      RecentVersions recent,
      TransactionWriter writer,
      Counts counts,
      Texts texts) {
    this.check = check;
    this.recent = recent;
    this.writer = writer;
    this.counts = counts;
    this.texts = texts;
  }

  /** Takes all drafts, or throws why none was taken; {@code urls} are those of their bundle. */
  List<Receipt> take(Sender sender, List<Draft> drafts, Set<String> urls) {
    List<List<Issue>> remarks = judge(sender, drafts, urls);
    List<Issue> all = remarks.stream().flatMap(List::stream).toList();
    if (all.stream().anyMatch(Issue::refuses)) {
      throw Refusal.invalid(all);
    }
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      receipts.add(receipt(sender, drafts.get(i), remarks.get(i)));
    }
    write(sender, receipts);
    return receipts;
  }

  /** Returns the remarks on each draft without taking any. */
  List<List<Issue>> judge(Sender sender, List<Draft> drafts, Set<String> urls) {
    return check.check(sender, drafts, urls);
  }

  /** Writes what is not a repetition, in one transaction. */
  void write(Sender sender, List<Receipt> receipts) {
    long now = System.currentTimeMillis();
    List<FhirRecord> fresh =
        receipts.stream().filter(receipt -> !receipt.repeated()).map(Receipt::record).toList();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(fresh.size());
    for (FhirRecord record : fresh) {
      records.add(new ProducerRecord<>(record.topic(), record.key(), record.value(now)));
    }
    if (!records.isEmpty()) {
      try {
        writer.write(records);
      } catch (TransactionWriter.NotWritten e) {
        throw Refusal.later(503, IssueType.TRANSIENT, texts.say("kafka.away"), RETRY_SECONDS);
      }
    }
    fresh.forEach(recent::remember);
    counts.accepted(sender, fresh.size(), receipts.size() - fresh.size());
  }

  /** Returns the record of a judged draft. */
  Receipt receipt(Sender sender, Draft draft, List<Issue> issues) {
    List<Issue> remarks = new ArrayList<>(issues);
    FhirRecord record = record(sender, draft, remarks);
    RecentVersions.Verdict verdict = recent.judge(record);
    if (verdict == RecentVersions.Verdict.CONTRADICTED) {
      throw Refusal.of(
          409,
          IssueType.CONFLICT,
          texts.say("version.contradicted", draft.type(), draft.id(), record.version()),
          draft.place() + ".meta.versionId");
    }
    boolean repeated = verdict == RecentVersions.Verdict.REPEATED;
    if (repeated) {
      remarks.add(Issue.information(texts.say("version.repeated")));
    }
    return new Receipt(record, repeated, remarks);
  }

  private FhirRecord record(Sender sender, Draft draft, List<Issue> remarks) {
    ObjectNode tree = draft.tree();
    long millis = System.currentTimeMillis();
    String version = null;
    byte[] resource = null;
    if (tree != null) {
      version = tree.path("meta").path("versionId").textValue();
      String updated = tree.path("meta").path("lastUpdated").asText("");
      if (updated.isEmpty()) {
        remarks.add(Issue.information(texts.say("updated.missing")));
      } else {
        millis = millis(updated, millis);
      }
      resource = draft.changed() ? json.write(tree) : draft.sent();
    }
    return new FhirRecord(
        FhirOrigin.pushed(sender.source(), sender.orgCode()),
        draft.operation(),
        draft.type(),
        draft.id(),
        version,
        millis,
        resource);
  }

  private static long millis(String instant, long otherwise) {
    try {
      return OffsetDateTime.parse(instant).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      // The validator has refused what is no instant; a leap second comes here.
      return Math.min(otherwise, Instant.now().toEpochMilli());
    }
  }

  /** Returns the operation of what is made or changed: which of the two, nobody knows here. */
  static Operation change(String method) {
    return method.equals("POST") ? Operation.CREATE : Operation.UPDATE;
  }
}
