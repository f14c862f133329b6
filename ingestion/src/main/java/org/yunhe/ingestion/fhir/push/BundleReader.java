package org.yunhe.ingestion.fhir.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.yunhe.ingestion.fhir.BundleEntries;
import org.yunhe.ingestion.fhir.BundleEntry;
import org.yunhe.ingestion.fhir.Operation;

/** Takes a bundle apart into drafts and finds what is wrong with the bundle itself. */
final class BundleReader {
  private static final Set<String> BUNDLE =
      Set.of(
          "resourceType",
          "id",
          "meta",
          "implicitRules",
          "language",
          "identifier",
          "type",
          "timestamp",
          "total",
          "link",
          "entry",
          "signature");
  private static final Set<String> ENTRY =
      Set.of("id", "extension", "link", "fullUrl", "resource", "search", "request", "response");
  private static final Set<String> METHODS = Set.of("POST", "PUT", "DELETE");
  private static final List<String> CONDITIONS =
      List.of("ifMatch", "ifNoneMatch", "ifModifiedSince");

  private final BodyReader bodies;
  private final Set<String> types;
  private final int most;
  private final Texts texts;

  BundleReader(BodyReader bodies, Set<String> types, int most, Texts texts) {
    this.bodies = bodies;
    this.types = types;
    this.most = most;
    this.texts = texts;
  }

  /**
   * A bundle that was taken apart.
   *
   * @param type {@code Bundle.type}
   * @param tree the bundle, its references resolved
   * @param parts its entries in order
   * @param urls full URLs of its entries
   */
  record Read(String type, ObjectNode tree, List<Part> parts, Set<String> urls) {}

  /**
   * One entry.
   *
   * @param draft what shall happen, or null where the entry cannot be understood
   * @param method HTTP method of its request, or an empty text
   * @param issues what is wrong with the entry itself
   */
  record Part(Draft draft, String method, List<Issue> issues) {
    boolean refused() {
      return issues.stream().anyMatch(Issue::refuses);
    }
  }

  /** Reads the body of a bundle whose type is one of {@code wanted}; throws the refusal. */
  Read read(Sender sender, byte[] body, Set<String> wanted) {
    ObjectNode bundle = bodies.read(sender, "Bundle", body);
    String type = bundle.path("type").asText("");
    if (!bundle.path("resourceType").asText("").equals("Bundle") || !wanted.contains(type)) {
      throw invalid(texts.say("bundle.type", String.join(", ", wanted), type), "Bundle.type");
    }
    shape(bundle);
    Set<String> urls = new HashSet<>();
    bundle.path("entry").forEach(entry -> urls.add(entry.path("fullUrl").asText("")));
    urls.remove("");
    List<BundleEntry> entries = new BundleEntries(new PushIds(sender.source())).resolve(bundle);
    List<BodySlices.Slice> slices = BodySlices.of(body);
    Set<String> names = new HashSet<>();
    List<Part> parts = new ArrayList<>(entries.size());
    for (BundleEntry entry : entries) {
      parts.add(part(entry, slices.get(entry.index()), !type.equals("message"), names));
    }
    return new Read(type, bundle, parts, urls);
  }

  private void shape(ObjectNode bundle) {
    unknown(bundle, BUNDLE, "Bundle").ifPresent(BundleReader::refuse);
    JsonNode entries = bundle.path("entry");
    if (!entries.isArray() || entries.isEmpty()) {
      throw invalid(texts.say("bundle.empty"), "Bundle.entry");
    }
    if (entries.size() > most) {
      throw Refusal.of(
          413, IssueType.TOOLONG, texts.say("bundle.long", entries.size(), most), "Bundle.entry");
    }
    for (int i = 0; i < entries.size(); i++) {
      if (!entries.get(i).isObject()) {
        throw invalid(texts.say("entry.object"), "Bundle.entry[" + i + "]");
      }
    }
  }

  private Part part(
      BundleEntry entry, BodySlices.Slice slice, boolean requests, Set<String> names) {
    String place = "Bundle.entry[" + entry.index() + "]";
    List<Issue> issues = new ArrayList<>();
    unknown(entry.entry(), ENTRY, place).ifPresent(issues::add);
    if (requests) {
      request(entry, place, issues);
    } else if (entry.resource() == null) {
      issues.add(error(texts.say("entry.resource"), place + ".resource"));
    }
    if (entry.type() == null || !types.contains(entry.type())) {
      issues.add(error(texts.say("type.unknown", entry.type()), place + ".resource"));
    } else if (!PushIds.valid(entry.id())) {
      issues.add(error(texts.say("id.missing"), place + ".resource.id"));
    } else if (!names.add(entry.type() + "/" + entry.id())) {
      issues.add(
          error(texts.say("entry.twice", entry.type() + "/" + entry.id()), place + ".resource.id"));
    }
    boolean refused = issues.stream().anyMatch(Issue::refuses);
    return new Part(refused ? null : draft(entry, slice), entry.method(), issues);
  }

  private static Draft draft(BundleEntry entry, BodySlices.Slice slice) {
    boolean deletes = entry.deletes();
    return new Draft(
        entry.index(),
        deletes ? Operation.DELETE : Intake.change(entry.method()),
        entry.type(),
        entry.id(),
        deletes ? null : entry.resource(),
        deletes ? null : slice.bytes(),
        deletes ? 0 : slice.line(),
        true);
  }

  private void request(BundleEntry entry, String place, List<Issue> issues) {
    JsonNode request = entry.entry().path("request");
    if (!METHODS.contains(entry.method())) {
      issues.add(error(texts.say("entry.method", entry.method()), place + ".request.method"));
      return;
    }
    String url = request.path("url").asText("");
    if (entry.resource() == null && !entry.deletes()) {
      issues.add(error(texts.say("entry.resource"), place + ".resource"));
    } else if (!url.split("[/?]", 2)[0].equals(String.valueOf(entry.type()))) {
      issues.add(error(texts.say("entry.url", url), place + ".request.url"));
    } else if (entry.deletes() && url.contains("?")) {
      issues.add(error(texts.say("condition.unknown"), place + ".request.url"));
    }
    for (String condition : CONDITIONS) {
      if (request.has(condition)) {
        issues.add(
            Issue.warning(
                IssueType.NOTSUPPORTED,
                texts.say("condition.ignored", condition),
                place + ".request." + condition));
      }
    }
  }

  private Optional<Issue> unknown(ObjectNode object, Set<String> known, String place) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name) && !name.startsWith("_")) {
        return Optional.of(error(texts.say("element.unknown", name), place + "." + name));
      }
    }
    return Optional.empty();
  }

  private static Issue error(String text, String place) {
    return Issue.error(IssueType.STRUCTURE, text, place);
  }

  private static Refusal invalid(String text, String place) {
    return Refusal.of(422, IssueType.STRUCTURE, text, place);
  }

  private static void refuse(Issue issue) {
    throw new Refusal(422, List.of(issue));
  }
}
