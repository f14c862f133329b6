package org.yunhe.ingestion.fhir.pull;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.yunhe.ingestion.fhir.BundlePage;
import org.yunhe.ingestion.fhir.ConnectRecords;
import org.yunhe.ingestion.fhir.FhirOrigin;
import org.yunhe.ingestion.fhir.FhirRecord;
import org.yunhe.ingestion.fhir.Operation;

/**
 * The deletions of one type, found now and then by comparing the ids the server lists with those
 * that were sent. An id that is missing is asked for once more before it counts as deleted.
 */
final class ReconcileFeed implements Feed {
  static final String KIND = "reconcile";
  private static final int IDS_A_PAGE = 1000;

  /**
   * A server tells its clock in whole seconds; a deletion must not seem older than what it ends.
   */
  static final int CLOCK_STEP = 999;

  private final FhirSourceConfig config;
  private final FhirClient client;
  private final String type;
  private final Pass pass;
  private final SearchFeed search;
  private final KnownIds ids;
  private final ConnectRecords connect;
  private List<String> sent = List.of();
  private Set<String> missing = Set.of();
  private Instant due = Instant.EPOCH;

  ReconcileFeed(
      FhirSourceConfig config, FhirClient client, String type, SearchFeed search, KnownIds ids) {
    this.config = config;
    this.client = client;
    this.type = type;
    this.pass = new Pass(client, IDS_A_PAGE);
    this.search = search;
    this.ids = ids;
    this.connect = new ConnectRecords(Progress.partition(config.source(), type, KIND));
  }

  @Override
  public Step step() throws InterruptedException {
    if (!search.progress().loaded() || Instant.now().isBefore(due)) {
      return new Step(List.of(), false);
    }
    if (pass.fresh()) {
      // By the time of the next comparison Kafka has taken what was sent after the last one.
      ids.remove(sent);
      sent = List.of();
      missing = ids.snapshot();
      pass.begin(type + "?_elements=id");
    }
    BundlePage page = pass.read();
    if (page == null) {
      return new Step(List.of(), true);
    }
    for (BundlePage.Entry entry : page.entries()) {
      if (entry.head() != null && entry.head().id() != null) {
        missing.remove(entry.head().id());
      }
    }
    return pass.fresh() ? finish() : new Step(List.of(), true);
  }

  private Step finish() throws InterruptedException {
    List<SourceRecord> records = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (String id : missing) {
      HttpResponse<byte[]> answer = client.get(client.address(type + "/" + id));
      if (answer.statusCode() == 404 || answer.statusCode() == 410) {
        gone.add(id);
        records.add(connect.of(deletion(id), Map.of("at", pass.time().toString())));
      }
    }
    sent = gone;
    due = Instant.now().plus(config.reconcileInterval());
    return new Step(records, false);
  }

  private FhirRecord deletion(String id) {
    return new FhirRecord(
        FhirOrigin.of(config.source(), "pull"),
        Operation.DELETE,
        type,
        id,
        null,
        pass.time().plusMillis(CLOCK_STEP).toEpochMilli(),
        null);
  }
}
