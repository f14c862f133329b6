package org.yunhe.ingestion.fhir.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Takes bundles: a transaction or a message whole or not at all, a batch entry by entry. */
final class BundleIntake {
  private static final String HEADER = "MessageHeader";

  private final Intake intake;
  private final BundleReader reader;
  private final Allowance allowance;
  private final Texts texts;

  BundleIntake(Intake intake, BundleReader reader, Allowance allowance, Texts texts) {
    this.intake = intake;
    this.reader = reader;
    this.allowance = allowance;
    this.texts = texts;
  }

  /** Takes a transaction or batch that was posted to the base; returns its response. */
  Bundle requests(Sender sender, byte[] body) {
    BundleReader.Read read = reader.read(sender, body, Set.of("transaction", "batch"));
    allowance.charge(sender, read.parts().size() - 1);
    if (read.type().equals("batch")) {
      return batch(sender, read);
    }
    Map<Integer, Receipt> receipts = whole(sender, read, read.parts());
    Bundle answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
    for (int i = 0; i < read.parts().size(); i++) {
      BundleAnswers.taken(answer, read.parts().get(i), receipts.get(i));
    }
    return answer;
  }

  /** Takes a message; returns the message that answers it. */
  Bundle message(Sender sender, byte[] body) {
    BundleReader.Read read = reader.read(sender, body, Set.of("message"));
    allowance.charge(sender, read.parts().size() - 1);
    BundleReader.Part first = read.parts().get(0);
    if (first.draft() == null || !first.draft().type().equals(HEADER)) {
      throw Refusal.of(
          422, IssueType.STRUCTURE, texts.say("message.header"), "Bundle.entry[0].resource");
    }
    // The header is judged as all are; it is about the message and not about a patient.
    Map<Integer, Receipt> receipts = whole(sender, read, read.parts());
    MessageHeader header = new MessageHeader();
    header.setId(UUID.randomUUID().toString());
    header.setEvent(
        new org.hl7.fhir.r4.model.UriType(
            first.draft().tree().path("eventUri").asText("urn:yunhe:message")));
    header.getSource().setEndpoint("urn:yunhe:fhir-push");
    header
        .getResponse()
        .setIdentifier(first.draft().tree().path("id").asText(first.draft().id()))
        .setCode(ResponseType.OK);
    Bundle answer = new Bundle().setType(BundleType.MESSAGE);
    answer.addEntry().setFullUrl("urn:uuid:" + header.getId()).setResource(header);
    List<Issue> remarks =
        receipts.values().stream().flatMap(receipt -> receipt.issues().stream()).toList();
    answer.addEntry().setFullUrl("urn:uuid:" + UUID.randomUUID()).setResource(Outcomes.of(remarks));
    return answer;
  }

  private Map<Integer, Receipt> whole(
      Sender sender, BundleReader.Read read, List<BundleReader.Part> parts) {
    List<Issue> own = parts.stream().flatMap(part -> part.issues().stream()).toList();
    List<Draft> drafts = parts.stream().map(BundleReader.Part::draft).toList();
    if (own.stream().anyMatch(Issue::refuses)) {
      List<Draft> understood = drafts.stream().filter(draft -> draft != null).toList();
      Stream<Issue> others =
          intake.judge(sender, understood, read.urls()).stream().flatMap(List::stream);
      throw Refusal.invalid(Stream.concat(own.stream(), others).toList());
    }
    List<Draft> kept = drafts.stream().filter(draft -> !draft.type().equals(HEADER)).toList();
    List<Draft> headers = drafts.stream().filter(draft -> draft.type().equals(HEADER)).toList();
    List<Issue> heads =
        intake.judge(sender, headers, read.urls()).stream().flatMap(List::stream).toList();
    if (heads.stream().anyMatch(Issue::refuses)) {
      throw Refusal.invalid(heads);
    }
    List<Receipt> receipts = intake.take(sender, kept, read.urls());
    Map<Integer, Receipt> byIndex = new HashMap<>();
    for (int i = 0; i < kept.size(); i++) {
      byIndex.put(kept.get(i).index(), receipts.get(i));
    }
    return byIndex;
  }

  private Bundle batch(Sender sender, BundleReader.Read read) {
    List<Draft> drafts =
        read.parts().stream().map(BundleReader.Part::draft).filter(draft -> draft != null).toList();
    List<List<Issue>> remarks = intake.judge(sender, drafts, Set.of());
    Map<Integer, Receipt> receipts = new HashMap<>();
    Map<Integer, Refusal> refusals = new HashMap<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      try {
        if (remarks.get(i).stream().anyMatch(Issue::refuses)) {
          throw Refusal.invalid(remarks.get(i));
        }
        receipts.put(draft.index(), intake.receipt(sender, draft, remarks.get(i)));
      } catch (Refusal refusal) {
        refusals.put(draft.index(), refusal);
      }
    }
    intake.write(sender, new ArrayList<>(receipts.values()));
    Bundle answer = new Bundle().setType(BundleType.BATCHRESPONSE);
    for (int i = 0; i < read.parts().size(); i++) {
      BundleReader.Part part = read.parts().get(i);
      if (receipts.containsKey(i)) {
        BundleAnswers.taken(answer, part, receipts.get(i));
      } else {
        BundleAnswers.refused(answer, refusals.getOrDefault(i, Refusal.invalid(ownIssues(part))));
      }
    }
    return answer;
  }

  private List<Issue> ownIssues(BundleReader.Part part) {
    return part.issues().isEmpty()
        ? List.of(Issue.error(IssueType.INVALID, texts.say("entry.object"), "Bundle.entry"))
        : part.issues();
  }
}
