package org.yunhe.ingestion.fhir.file;

import java.time.Instant;

/**
 * A file of the feed as it stands now. Another size or time makes it another file.
 *
 * @param name path below the folder, with slashes
 * @param size bytes
 * @param modified when it was written last
 */
record FeedFile(String name, long size, Instant modified) {
  /** Whether its lines are resources; otherwise the whole file is a bundle or a resource. */
  boolean lines() {
    return plainName().endsWith(".ndjson") || plainName().endsWith(".jsonl");
  }

  /** Whether it is compressed by gzip. */
  boolean packed() {
    return name.endsWith(".gz");
  }

  private String plainName() {
    return packed() ? name.substring(0, name.length() - 3) : name;
  }

  /** Whether the feed takes files of that name; one that is still copied has another. */
  static boolean taken(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.matches("[^._].*[.](ndjson|jsonl|json)([.]gz)?");
  }
}
