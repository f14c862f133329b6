package org.yunhe.ingestion.dicom;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * What was written so far, so that only changes are written and deletions are seen. It lives in the
 * offsets of Kafka Connect, spread over many of them: a record carries the part its study is in.
 */
final class Ledger {
  private static final int BUCKETS = 1024;
  private static final int REMEMBERED = 1000;
  private static final String STATE = "state";
  private static final String PREFIX = "studies-";
  private static final String ASIDE = "quarantine";

  private final String source;
  private final Bucket[] buckets = new Bucket[BUCKETS];
  private final LinkedHashSet<String> aside = new LinkedHashSet<>();
  private boolean loaded;

  private Ledger(String source) {
    this.source = source;
  }

  /** Reads the ledger of a source. */
  static Ledger load(String source, OffsetStorageReader reader) {
    Ledger ledger = new Ledger(source);
    List<Map<String, String>> partitions =
        new ArrayList<>(
            IntStream.range(0, BUCKETS).mapToObj(i -> ledger.partition(name(i))).toList());
    partitions.add(ledger.partition(ASIDE));
    Map<Map<String, String>, Map<String, Object>> kept = reader.offsets(partitions);
    for (int i = 0; i < BUCKETS; i++) {
      ledger.buckets[i] = Bucket.of(state(kept.get(partitions.get(i))));
      ledger.loaded |= ledger.buckets[i].isLoaded();
    }
    String known = state(kept.get(partitions.get(BUCKETS)));
    if (known != null && !known.isEmpty()) {
      ledger.aside.addAll(List.of(known.split(",")));
    }
    return ledger;
  }

  private static String state(Map<String, Object> offset) {
    return offset == null ? null : (String) offset.get(STATE);
  }

  private static String name(int bucket) {
    return PREFIX + bucket;
  }

  /** Returns the name of the part that a study is in. */
  String part(String study) {
    return name(index(study));
  }

  /** Returns the name of the part that remembers what was set aside. */
  String asidePart() {
    return ASIDE;
  }

  /**
   * Returns the source partition of a part, in the sense of Kafka Connect, which compares
   * partitions as texts: the members must stand in the same order in every process.
   */
  Map<String, String> partition(String part) {
    return new TreeMap<>(Map.of("source", source, "part", part));
  }

  /** Returns the source offset of a part as it is now. */
  Map<String, String> offset(String part) {
    return Map.of(
        STATE,
        part.equals(ASIDE)
            ? String.join(",", aside)
            : buckets[Integer.parseInt(part.substring(PREFIX.length()))].kept());
  }

  private static int index(String study) {
    return Math.floorMod(study.hashCode(), BUCKETS);
  }

  private Bucket bucket(String study) {
    return buckets[index(study)];
  }

  /** Returns what was written of a study, or null. */
  Known get(String study) {
    return bucket(study).studies().get(study);
  }

  /** Notes what was written of a study; null where it was deleted. */
  void put(String study, Known known) {
    bucket(study).put(study, known, loaded);
  }

  /** Returns a time for a version of a study, later than those of its versions before. */
  long stamp(String study, long now) {
    return bucket(study).stamp(now);
  }

  /** Returns the studies that were written and of which {@code wanted} holds. */
  Collection<String> studies(Predicate<Known> wanted) {
    List<String> found = new ArrayList<>();
    for (Bucket bucket : buckets) {
      bucket
          .studies()
          .forEach(
              (study, known) -> {
                if (wanted.test(known)) {
                  found.add(study);
                }
              });
    }
    return found;
  }

  /** Notes that something was set aside; returns false where that is known already. */
  boolean setAside(String identity) {
    if (!aside.add(identity)) {
      return false;
    }
    while (aside.size() > REMEMBERED) {
      aside.remove(aside.iterator().next());
    }
    return true;
  }

  /** Returns whether everything the archive had at first was written. */
  boolean isLoaded() {
    return loaded;
  }

  /** Notes that a first sweep over everything has ended. */
  void markLoaded() {
    loaded = true;
  }
}
