package org.yunhe.jobs.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yunhe.jobs.core.SourceLog.Kind;

/**
 * Up to where each log is read. {@code ops.job_run} has that of {@code raw.change} in its columns,
 * the others in {@code detail}.
 *
 * @param snapshots newest snapshot read by log; none for a log that was empty
 */
record Bookmarks(Map<Kind, Long> snapshots) {
  static final Bookmarks NONE = new Bookmarks(Map.of());

  private static final String DETAIL = "bookmarks";

  /** Reads what a run kept: its {@code to_snapshot}, which may be null, and its detail. */
  static Bookmarks of(Long toSnapshot, JsonNode detail) {
    Map<Kind, Long> snapshots = new EnumMap<>(Kind.class);
    if (toSnapshot != null) {
      snapshots.put(Kind.CHANGE, toSnapshot);
    }
    for (Kind kind : Kind.values()) {
      JsonNode snapshot = detail.path(DETAIL).path(kind.table());
      if (snapshot.isIntegralNumber()) {
        snapshots.put(kind, snapshot.asLong());
      }
    }
    return new Bookmarks(snapshots);
  }

  boolean isEmpty() {
    return snapshots.isEmpty();
  }

  /** Returns the bookmark of a log, or null where nothing of it is read yet. */
  Long of(Kind kind) {
    return snapshots.get(kind);
  }

  /** Returns what {@code detail} has to keep. */
  Map<String, Object> detail() {
    Map<String, Object> kept = new LinkedHashMap<>();
    snapshots.forEach(
        (kind, snapshot) -> {
          if (kind != Kind.CHANGE) {
            kept.put(kind.table(), snapshot);
          }
        });
    return kept.isEmpty() ? Map.of() : Map.of(DETAIL, kept);
  }
}
