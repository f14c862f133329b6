package org.yunhe.ingestion.fhir.pull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.yunhe.ingestion.fhir.BundlePage;
import org.yunhe.ingestion.fhir.ConnectRecords;
import org.yunhe.ingestion.fhir.FhirOrigin;
import org.yunhe.ingestion.fhir.FhirRecord;
import org.yunhe.ingestion.fhir.Operation;

/** The deletions of one type, as the server's history tells them. */
final class HistoryFeed implements Feed {
  static final String KIND = "history";

  private final FhirSourceConfig config;
  private final String type;
  private final Pass pass;
  private final SearchFeed search;
  private final Progress progress;
  private final ConnectRecords connect;
  private final List<FhirRecord> deletions = new ArrayList<>();

  HistoryFeed(
      FhirSourceConfig config,
      FhirClient client,
      String type,
      SearchFeed search,
      Progress progress) {
    this.config = config;
    this.type = type;
    this.pass = new Pass(client, config.pageSize());
    this.search = search;
    this.progress = progress;
    this.connect = new ConnectRecords(Progress.partition(config.source(), type, KIND));
  }

  /** Reads nothing before the first load is over: what was deleted before that never came. */
  @Override
  public Step step() throws InterruptedException {
    if (!search.progress().loaded()) {
      return new Step(List.of(), false);
    }
    if (pass.fresh()) {
      deletions.clear();
      progress.advance(search.progress().started().minus(config.overlap()));
      pass.begin(type + "/_history?_since=" + progress.floor());
    }
    BundlePage page = pass.read();
    if (page != null) {
      progress.begin(pass.time());
      collect(page);
    }
    return page == null || !pass.fresh() ? new Step(List.of(), true) : finish();
  }

  private void collect(BundlePage page) {
    for (BundlePage.Entry entry : page.entries()) {
      String[] target = entry.deletes() ? entry.target() : null;
      if (target != null && target[0].equals(type)) {
        Instant when =
            entry.modified() == null
                ? pass.time().plusMillis(ReconcileFeed.CLOCK_STEP)
                : entry.modified();
        String version = entry.version() == null ? "deleted" : entry.version();
        if (progress.add(target[1] + "/" + version, when)) {
          deletions.add(
              new FhirRecord(
                  FhirOrigin.of(config.source(), "pull"),
                  Operation.DELETE,
                  type,
                  target[1],
                  entry.version(),
                  when.toEpochMilli(),
                  null));
        }
      }
    }
  }

  private Step finish() {
    Map<String, Object> before = progress.toMap();
    progress.advance(pass.time().minus(config.overlap()));
    Map<String, Object> after = progress.toMap();
    List<SourceRecord> records = new ArrayList<>();
    for (FhirRecord deletion : deletions) {
      records.add(connect.of(deletion, records.size() == deletions.size() - 1 ? after : before));
    }
    return new Step(records, false);
  }
}
