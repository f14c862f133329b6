package org.yunhe.jobs.maintenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.yunhe.models.care.CareTargets;

/** Measures the health of a table from its metadata and the listing of its folder. */
final class Thermometer {
  private final CareTargets targets;

  Thermometer(CareTargets targets) {
    this.targets = targets;
  }

  /** Files and bytes of one partition. */
  private static final class Share {
    private long files;
    private long bytes;
    private long opened;
  }

  /** Measures; {@code expirable} is what {@link Expiry} would let go. */
  Health measure(Table table, TableFiles stored, int expirable) {
    Snapshot current = table.currentSnapshot();
    long files = 0;
    long opened = 0;
    long needed = 0;
    long small = 0;
    for (Share share : shares(table).values()) {
      long enough = Math.max(1, Math.ceilDiv(share.bytes, targets.fileBytes()));
      files += share.files;
      opened += share.opened;
      needed += enough;
      small += Math.max(0, share.files - enough);
    }
    long records = count(current, SnapshotSummary.TOTAL_RECORDS_PROP);
    long deleted = count(current, SnapshotSummary.TOTAL_POS_DELETES_PROP);
    return new Health(
        files,
        count(current, SnapshotSummary.TOTAL_FILE_SIZE_PROP),
        stored.bytes(),
        small,
        count(current, SnapshotSummary.TOTAL_DELETE_FILES_PROP),
        records == 0 ? 0 : Math.min(1, (double) deleted / records),
        needed == 0 ? 1 : (double) opened / needed,
        current == null ? 0 : current.allManifests(table.io()).size(),
        size(table.snapshots()),
        oldest(table),
        stored.metadataFiles(),
        expirable);
  }

  private static Map<String, Share> shares(Table table) {
    Map<String, Share> shares = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        PartitionSpec spec = task.spec();
        Share share =
            shares.computeIfAbsent(
                spec.specId() + ":" + spec.partitionToPath(task.file().partition()),
                partition -> new Share());
        share.files++;
        share.bytes += task.file().fileSizeInBytes();
        share.opened += 1L + task.deletes().size();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return shares;
  }

  private static Instant oldest(Table table) {
    Instant oldest = null;
    for (Snapshot snapshot : table.snapshots()) {
      Instant at = Instant.ofEpochMilli(snapshot.timestampMillis());
      oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
    }
    return oldest;
  }

  /** Returns how many snapshots there are. */
  static long size(Iterable<Snapshot> snapshots) {
    long size = 0;
    for (Snapshot snapshot : snapshots) {
      size += snapshot == null ? 0 : 1;
    }
    return size;
  }

  private static long count(Snapshot snapshot, String property) {
    return snapshot == null ? 0 : Long.parseLong(snapshot.summary().getOrDefault(property, "0"));
  }
}
