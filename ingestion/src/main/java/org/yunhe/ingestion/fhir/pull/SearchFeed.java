package org.yunhe.ingestion.fhir.pull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.kafka.connect.source.SourceRecord;
import org.yunhe.ingestion.fhir.BundlePage;
import org.yunhe.ingestion.fhir.ConnectRecords;
import org.yunhe.ingestion.fhir.FhirOrigin;
import org.yunhe.ingestion.fhir.FhirRecord;
import org.yunhe.ingestion.fhir.Operation;
import org.yunhe.ingestion.fhir.ResourceHead;
import org.yunhe.ingestion.fhir.UnreadableRecord;

/**
 * The resources of one type as they are made and changed: searched by {@code _lastUpdated}, oldest
 * first. The last record of a page carries how far the page leads, the others how far the one
 * before did, so that a page Kafka has not taken whole is read again.
 */
final class SearchFeed implements Feed {
  static final String KIND = "search";

  private final FhirSourceConfig config;
  private final String type;
  private final Pass pass;
  private final Progress progress;
  private final KnownIds ids;
  private final ConnectRecords connect;
  private Instant newest = Instant.EPOCH;

  SearchFeed(
      FhirSourceConfig config, FhirClient client, String type, Progress progress, KnownIds ids) {
    this.config = config;
    this.type = type;
    this.pass = new Pass(client, config.pageSize());
    this.progress = progress;
    this.ids = ids;
    this.connect = new ConnectRecords(Progress.partition(config.source(), type, KIND));
  }

  Progress progress() {
    return progress;
  }

  @Override
  public Step step() throws InterruptedException {
    if (pass.fresh()) {
      newest = Instant.EPOCH;
      pass.begin(question());
    }
    BundlePage page = pass.read();
    if (page == null) {
      return new Step(List.of(), true);
    }
    progress.begin(pass.time());
    Map<String, Object> before = progress.toMap();
    List<Object> found = found(page);
    advance();
    return new Step(records(found, before, progress.toMap()), !pass.fresh());
  }

  private String question() {
    Instant floor = progress.floor();
    boolean whole = floor == null || floor.equals(Instant.EPOCH);
    return type + "?_sort=_lastUpdated" + (whole ? "" : "&_lastUpdated=ge" + floor);
  }

  private void advance() {
    Instant safe = pass.time().minus(config.overlap());
    if (pass.fresh()) {
      progress.load();
      progress.advance(safe);
    } else if (pass.sorted()) {
      progress.advance(newest.isBefore(safe) ? newest : safe);
    }
  }

  private List<Object> found(BundlePage page) {
    List<Object> found = new ArrayList<>();
    for (BundlePage.Entry entry : page.entries()) {
      ResourceHead head = entry.head();
      if (entry.mode().equals("outcome")) {
        continue;
      }
      String fault = head == null ? "no resource" : head.fault().orElse(null);
      if (fault == null && !head.type().equals(type)) {
        fault = "a " + head.type() + " where " + type + " was asked for";
      }
      if (fault != null) {
        byte[] bytes = page.bytes(entry);
        unreadable(bytes, fingerprint(bytes), "FHIR_NO_RESOURCE", fault, found);
      } else {
        resource(page, entry, found);
      }
    }
    if (page.fault() != null && pass.alone()) {
      unreadable(page.text(), Pass.fingerprint(page), "FHIR_NOT_JSON", page.fault(), found);
    }
    return found;
  }

  private void resource(BundlePage page, BundlePage.Entry entry, List<Object> found) {
    ResourceHead head = entry.head();
    Instant updated = head.updated() == null ? pass.time() : head.updated();
    newest = updated.isAfter(newest) ? updated : newest;
    byte[] resource = page.resource(entry);
    String version = head.version() == null ? fingerprint(resource) : head.version();
    if (progress.add(head.id() + "/" + version, updated)) {
      ids.add(head.id());
      found.add(
          new FhirRecord(
              FhirOrigin.of(config.source(), "pull"),
              operation(head),
              type,
              head.id(),
              head.version(),
              updated.toEpochMilli(),
              resource));
    }
  }

  private Operation operation(ResourceHead head) {
    if (!progress.loaded()) {
      return Operation.READ;
    }
    return "1".equals(head.version()) ? Operation.CREATE : Operation.UPDATE;
  }

  /** Sets bytes aside once, however often they come. */
  private void unreadable(
      byte[] bytes, String fingerprint, String code, String reason, List<Object> found) {
    if (progress.add("unreadable/" + fingerprint, pass.time())) {
      found.add(
          new UnreadableRecord(
              config.source(), type, bytes, code, reason, config.url() + "/" + question()));
    }
  }

  private static String fingerprint(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private List<SourceRecord> records(
      List<Object> found, Map<String, Object> before, Map<String, Object> after) {
    List<SourceRecord> records = new ArrayList<>();
    for (Object each : found) {
      Map<String, Object> offset = records.size() == found.size() - 1 ? after : before;
      records.add(
          each instanceof FhirRecord resource
              ? connect.of(resource, offset)
              : connect.of((UnreadableRecord) each, offset));
    }
    return records;
  }
}
