package org.yunhe.ingestion.fhir.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * The ids of a type that were sent, in a file that outlives the task: what the server lists no
 * longer is told by comparing with them.
 */
final class KnownIds {
  private final Path file;
  private final Set<String> ids = new LinkedHashSet<>();

  private KnownIds(Path file) {
    this.file = file;
  }

  /** Ids that need not be kept, because the server tells deletions itself. */
  static KnownIds none() {
    return new KnownIds(null);
  }

  /** Reads the ids of a type of a source. */
  static KnownIds of(Path folder, String source, String type) {
    KnownIds known = new KnownIds(folder.resolve(source + "." + type + ".ids"));
    try {
      Files.createDirectories(folder);
      if (Files.exists(known.file)) {
        known.ids.addAll(Files.readAllLines(known.file));
      }
      return known;
    } catch (IOException e) {
      throw unusable(known.file, e);
    }
  }

  /** Adds an id before its record is sent. */
  void add(String id) {
    if (file != null && ids.add(id)) {
      try {
        Files.writeString(file, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        ids.remove(id);
        throw unusable(file, e);
      }
    }
  }

  /** The ids as they are now. */
  Set<String> snapshot() {
    return new LinkedHashSet<>(ids);
  }

  /** Forgets ids whose deletion Kafka has. */
  void remove(List<String> gone) {
    if (gone.isEmpty()) {
      return;
    }
    gone.forEach(ids::remove);
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(draft, ids);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static RetriableException unusable(Path file, IOException e) {
    return new RetriableException(file + " cannot be read or written", e);
  }
}
