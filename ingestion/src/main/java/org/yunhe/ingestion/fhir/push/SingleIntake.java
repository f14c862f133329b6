package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.yunhe.ingestion.fhir.Operation;

/** Takes one resource that came alone. */
final class SingleIntake {
  private final Intake intake;
  private final BodyReader bodies;
  private final RecentVersions recent;
  private final Texts texts;

  SingleIntake(Intake intake, BodyReader bodies, RecentVersions recent, Texts texts) {
    this.intake = intake;
    this.bodies = bodies;
    this.recent = recent;
    this.texts = texts;
  }

  /** Takes {@code POST /Type}; {@code condition} is the query of If-None-Exist, or null. */
  Receipt create(Sender sender, String type, byte[] body, String condition) {
    ObjectNode tree = read(sender, type, body);
    PushIds ids = new PushIds(sender.source());
    String id = condition == null ? ids.made(type, tree, "") : byQuery(ids, type, condition);
    return take(sender, new Draft(-1, Operation.CREATE, type, id, tree, body, 1, named(tree, id)));
  }

  /** Takes {@code PUT /Type/id}, or {@code PUT /Type?identifier=…} where {@code id} is null. */
  Receipt update(Sender sender, String type, String id, String query, byte[] body, String ifMatch) {
    ObjectNode tree = read(sender, type, body);
    String own = tree.path("id").textValue();
    if (id == null) {
      String derived = byQuery(new PushIds(sender.source()), type, query);
      return take(
          sender,
          new Draft(-1, Operation.UPDATE, type, derived, tree, body, 1, named(tree, derived)));
    }
    if (!id.equals(own)) {
      throw Refusal.of(400, IssueType.INVALID, texts.say("id.differs", id), type + ".id");
    }
    match(sender, type, id, ifMatch);
    return take(sender, new Draft(-1, Operation.UPDATE, type, id, tree, body, 1, false));
  }

  /** Takes {@code DELETE /Type/id}. */
  Receipt delete(Sender sender, String type, String id) {
    if (!PushIds.valid(id)) {
      throw Refusal.of(400, IssueType.INVALID, texts.say("id.missing"), type + ".id");
    }
    return take(sender, new Draft(-1, Operation.DELETE, type, id, null, null, 0, false));
  }

  private Receipt take(Sender sender, Draft draft) {
    return intake.take(sender, List.of(draft), Set.of()).get(0);
  }

  private ObjectNode read(Sender sender, String type, byte[] body) {
    ObjectNode tree = bodies.read(sender, type, body);
    String told = tree.path("resourceType").asText("");
    if (!told.equals(type)) {
      throw Refusal.of(
          400, IssueType.INVALID, texts.say("type.differs", type, told), type + ".resourceType");
    }
    return tree;
  }

  private static boolean named(ObjectNode tree, String id) {
    if (id.equals(tree.path("id").textValue())) {
      return false;
    }
    tree.put("id", id);
    return true;
  }

  private String byQuery(PushIds ids, String type, String query) {
    return ids.byQuery(type, query)
        .orElseThrow(
            () -> Refusal.of(412, IssueType.NOTSUPPORTED, texts.say("condition.unknown"), type));
  }

  /** There is no store to look into; what is remembered is held against the condition. */
  private void match(Sender sender, String type, String id, String ifMatch) {
    if (ifMatch == null) {
      return;
    }
    String wanted = ifMatch.replaceAll("^(W/)?\"|\"$", "");
    Optional<String> known = recent.version(sender.source(), type, id);
    if (known.isPresent() && !known.get().equals(wanted)) {
      throw Refusal.of(
          412,
          IssueType.CONFLICT,
          texts.say("version.mismatch", wanted, known.get()),
          type + ".meta.versionId");
    }
  }
}
