package org.yunhe.ingestion.fhir.file;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a file was read, as Connect keeps it.
 *
 * @param size size of the file when it was read
 * @param modified its time, milliseconds since 1970
 * @param items items that Kafka has
 * @param hash SHA-256 of the file, or null where it was not read to its end
 */
record FileOffset(long size, long modified, long items, String hash) {
  private static final String SOURCE = "source";
  private static final String FILE = "file";

  /** Connect compares partitions as texts, so the members must always stand in one order. */
  static Map<String, String> partition(String source, String file) {
    Map<String, String> partition = new TreeMap<>();
    partition.put(SOURCE, source);
    partition.put(FILE, file);
    return partition;
  }

  static String file(Map<String, ?> partition) {
    return String.valueOf(partition.get(FILE));
  }

  /** Reads what Connect kept; null where there is nothing. */
  static FileOffset of(Map<String, Object> kept) {
    return kept == null
        ? null
        : new FileOffset(
            ((Number) kept.get("size")).longValue(),
            ((Number) kept.get("modified")).longValue(),
            ((Number) kept.get("items")).longValue(),
            (String) kept.get("sha256"));
  }

  static FileOffset at(FeedFile file, long items, String hash) {
    return new FileOffset(file.size(), file.modified().toEpochMilli(), items, hash);
  }

  boolean done() {
    return hash != null;
  }

  /** Whether the file still is what was read. */
  boolean sameAs(FeedFile file) {
    return size == file.size() && modified == file.modified().toEpochMilli();
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new HashMap<>();
    map.put("size", size);
    map.put("modified", modified);
    map.put("items", items);
    map.put("sha256", hash);
    return map;
  }
}
