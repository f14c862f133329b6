package org.yunhe.ingestion.fhir.pull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the changes of a type were read: everything before {@code floor}, and of what lies at or
 * after it the versions in {@code seen}. The server is asked again from {@code floor} on, so that
 * neither equal times nor a change that becomes visible late make a gap.
 */
final class Progress {
  /** Most versions that Connect keeps; beyond that a restart sends some once more. */
  private static final int KEPT = 2000;

  private static final String FLOOR = "floor";
  private static final String SEEN = "seen";
  private static final String LOADED = "loaded";
  private static final String STARTED = "started";

  private final Map<String, Instant> seen = new LinkedHashMap<>();
  private Instant floor;
  private Instant started;
  private boolean loaded;

  /** Where Connect keeps what belongs to one kind of change of a type. */
  static Map<String, String> partition(String source, String type, String kind) {
    Map<String, String> partition = new TreeMap<>();
    partition.put("source", source);
    partition.put("type", type);
    partition.put("kind", kind);
    return partition;
  }

  /** Reads what Connect has kept; a beginning where there is nothing. */
  static Progress of(Map<String, Object> kept) {
    Progress progress = new Progress();
    if (kept != null && kept.get(FLOOR) != null) {
      progress.floor = Instant.parse((String) kept.get(FLOOR));
      progress.started = Instant.parse((String) kept.get(STARTED));
      progress.loaded = Boolean.TRUE.equals(kept.get(LOADED));
      for (String version : ((String) kept.get(SEEN)).split(" ", -1)) {
        int bar = version.indexOf('|');
        if (bar > 0) {
          progress.seen.put(
              version.substring(bar + 1),
              Instant.ofEpochMilli(Long.parseLong(version.substring(0, bar))));
        }
      }
    }
    return progress;
  }

  /** Everything up to {@code time} was read, by another way than ours. */
  static Progress from(Instant time) {
    Progress progress = new Progress();
    progress.floor = time;
    progress.started = time;
    progress.loaded = true;
    return progress;
  }

  /** The time from which the server is asked, or null for the first time. */
  Instant floor() {
    return floor;
  }

  /** When the first load began, by the server's clock; null before it has. */
  Instant started() {
    return started;
  }

  /** Whether everything that was there at first has been read. */
  boolean loaded() {
    return loaded;
  }

  /** Notes that the first load is over. */
  void load() {
    loaded = true;
  }

  /** Notes that a pass begins at {@code time}, by the server's clock. */
  void begin(Instant time) {
    if (started == null) {
      started = time;
    }
    if (floor == null) {
      floor = Instant.EPOCH;
    }
  }

  /** Notes a version; returns whether it is new. */
  boolean add(String version, Instant time) {
    return seen.putIfAbsent(version, time) == null;
  }

  /** Notes that everything before {@code time} was read. */
  void advance(Instant time) {
    if (floor == null || time.isAfter(floor)) {
      floor = time;
      seen.values().removeIf(at -> at.isBefore(time));
    }
  }

  /** What Connect is to keep. */
  Map<String, Object> toMap() {
    List<String> kept = new ArrayList<>();
    int skip = seen.size() - KEPT;
    for (Map.Entry<String, Instant> version : seen.entrySet()) {
      if (skip-- <= 0) {
        kept.add(version.getValue().toEpochMilli() + "|" + version.getKey());
      }
    }
    Map<String, Object> map = new TreeMap<>();
    map.put(FLOOR, String.valueOf(floor));
    map.put(STARTED, String.valueOf(started));
    map.put(LOADED, loaded);
    map.put(SEEN, String.join(" ", kept));
    return map;
  }
}
