package org.yunhe.ingestion.fhir.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * The files of a task that wait to be read: those that stand still and are not known as they are.
 */
final class FeedQueue {
  private static final Duration ANOTHER_TRY = Duration.ofSeconds(30);

  private final FhirFileConfig config;
  private final FeedFolder folder;
  private final OffsetStorageReader offsets;
  private final Map<String, FileOffset> known = new HashMap<>();
  private final Map<FeedFile, Instant> seenFirst = new HashMap<>();
  private final Queue<FeedFile> waiting = new ArrayDeque<>();
  private Instant listed = Instant.MIN;

  FeedQueue(FhirFileConfig config, FeedFolder folder, OffsetStorageReader offsets) {
    this.config = config;
    this.folder = folder;
    this.offsets = offsets;
  }

  /**
   * Returns the next file and how far it was read, if one waits. The folder is listed at most once
   * an interval while files of the last listing wait: to list it for each file is dear in an object
   * store.
   */
  Optional<Map.Entry<FeedFile, Long>> next() throws IOException {
    if (waiting.isEmpty() || Instant.now().isAfter(listed.plus(config.interval()))) {
      list();
    }
    for (FeedFile file = waiting.poll(); file != null; file = waiting.poll()) {
      FileOffset before = known.get(file.name());
      if (before != null && before.done() && sameContent(before, file)) {
        known.put(file.name(), FileOffset.at(file, before.items(), before.hash()));
        continue;
      }
      long from = before != null && before.sameAs(file) ? before.items() : 0;
      return Optional.of(Map.entry(file, from));
    }
    return Optional.empty();
  }

  /** Finds the files that are not known as they are and have stood still. */
  private void list() throws IOException {
    List<FeedFile> files = folder.list().stream().filter(file -> config.own(file.name())).toList();
    learn(files);
    seenFirst.keySet().retainAll(files);
    waiting.clear();
    listed = Instant.now();
    for (FeedFile file : files) {
      FileOffset before = known.get(file.name());
      if (before != null && before.sameAs(file) && before.done()) {
        continue;
      }
      Instant since = seenFirst.computeIfAbsent(file, first -> listed);
      if (Duration.between(since, listed).compareTo(config.settle()) >= 0) {
        waiting.add(file);
      }
    }
  }

  /** Has a file that cannot be read wait, so that the others are read meanwhile. */
  void postpone(FeedFile file) {
    seenFirst.put(file, Instant.now().plus(ANOTHER_TRY));
  }

  /** Notes that a file was read to its end. */
  void done(FeedFile file, long items, String hash) {
    known.put(file.name(), FileOffset.at(file, items, hash));
  }

  /** Looks up what Connect has kept of files that are new here. */
  private void learn(List<FeedFile> files) {
    List<Map<String, String>> unknown = new ArrayList<>();
    for (FeedFile file : files) {
      if (!known.containsKey(file.name())) {
        unknown.add(FileOffset.partition(config.source(), file.name()));
      }
    }
    if (!unknown.isEmpty()) {
      Map<Map<String, String>, Map<String, Object>> kept = offsets.offsets(unknown);
      unknown.forEach(
          partition -> known.put(FileOffset.file(partition), FileOffset.of(kept.get(partition))));
    }
  }

  /** Whether a file whose time changed holds what it held. */
  private boolean sameContent(FileOffset before, FeedFile file) throws IOException {
    if (before.size() != file.size()) {
      return false;
    }
    try (InputStream in =
        new DigestInputStream(folder.open(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      byte[] digest = ((DigestInputStream) in).getMessageDigest().digest();
      return HexFormat.of().formatHex(digest).equals(before.hash());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
