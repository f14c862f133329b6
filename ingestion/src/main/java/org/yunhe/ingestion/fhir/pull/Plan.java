package org.yunhe.ingestion.fhir.pull;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What a task reads, in turn: first the export where there is one, then each type's changes and
 * deletions, round and round.
 */
final class Plan {
  private final FhirSourceConfig config;
  private final FhirClient client;
  private final Capabilities capabilities;
  private final UnaryOperator<Map<String, Object>> offsets;
  private final Map<String, KnownIds> ids = new TreeMap<>();
  private final Deque<Feed> feeds = new ArrayDeque<>();
  private ExportFeed export;
  private int idle;

  /**
   * Makes the plan.
   *
   * @param offsets what Connect has kept of a partition, or null
   */
  Plan(
      FhirSourceConfig config,
      FhirClient client,
      Capabilities capabilities,
      UnaryOperator<Map<String, Object>> offsets) {
    this.config = config;
    this.client = client;
    this.capabilities = capabilities;
    this.offsets = offsets;
    Map<String, Map<String, Object>> unloaded = new TreeMap<>();
    for (String type : config.types()) {
      ids.put(type, knownIds(type));
      Map<String, Object> kept = kept(type, SearchFeed.KIND);
      if (kept == null || kept.get("floor") == null) {
        unloaded.put(type, kept);
      }
    }
    boolean wanted =
        config.firstLoad().equals("export")
            || config.firstLoad().equals("auto") && capabilities.export();
    if (wanted && !unloaded.isEmpty()) {
      export = new ExportFeed(config, client, unloaded, ids);
    } else {
      follow(null);
    }
  }

  /** Makes one step; null where nothing is new anywhere. */
  List<SourceRecord> step() throws InterruptedException {
    if (export != null) {
      Feed.Step step = export.step();
      if (!step.more()) {
        follow(export.time());
        export = null;
      }
      return step.records();
    }
    Feed feed = feeds.peek();
    Feed.Step step = feed.step();
    if (!step.more()) {
      feeds.add(feeds.poll());
    }
    idle = step.more() || !step.records().isEmpty() ? 0 : idle + 1;
    if (idle >= feeds.size()) {
      idle = 0;
      return null;
    }
    return step.records();
  }

  private void follow(Instant exported) {
    List<Feed> deletions = new ArrayList<>();
    for (String type : config.types()) {
      Map<String, Object> kept = kept(type, SearchFeed.KIND);
      boolean loaded = kept != null && kept.get("floor") != null;
      Progress progress =
          exported != null && !loaded ? Progress.from(exported) : Progress.of(loaded ? kept : null);
      SearchFeed search = new SearchFeed(config, client, type, progress, ids.get(type));
      feeds.add(search);
      if (history(type)) {
        Progress history = Progress.of(kept(type, HistoryFeed.KIND));
        deletions.add(new HistoryFeed(config, client, type, search, history));
      } else if (reconcile(type)) {
        deletions.add(new ReconcileFeed(config, client, type, search, ids.get(type)));
      }
    }
    feeds.addAll(deletions);
  }

  private KnownIds knownIds(String type) {
    return reconcile(type)
        ? KnownIds.of(config.reconcileFolder(), config.source(), type)
        : KnownIds.none();
  }

  private boolean history(String type) {
    return config.deletes().equals("history")
        || config.deletes().equals("auto") && capabilities.histories().contains(type);
  }

  private boolean reconcile(String type) {
    return config.deletes().equals("reconcile")
        || config.deletes().equals("auto") && !capabilities.histories().contains(type);
  }

  private Map<String, Object> kept(String type, String kind) {
    return offsets.apply(new TreeMap<>(Progress.partition(config.source(), type, kind)));
  }
}
