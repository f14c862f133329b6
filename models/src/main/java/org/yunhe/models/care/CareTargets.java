package org.yunhe.models.care;

import java.time.Duration;
import java.util.List;

/**
 * The state in which the files of a table are kept.
 *
 * @param fileBytes size of a data file that compaction writes, bytes
 * @param smallFiles how many files there may be more than its bytes need, by partition and target
 *     size
 * @param deleteFiles how many files of deleted positions there may be
 * @param deleteRatio which share of the records in data files may be deleted ones, 0 to 1
 * @param manifests how many manifests there may be
 * @param snapshots how many snapshots there may be
 * @param snapshotAge age from which a snapshot is expired
 * @param readers age below which a snapshot is never expired, for whoever still reads it
 * @param orphanAge age from which a file that no snapshot names is removed; longer than any write
 * @param order columns that compaction sorts by; the table's own sort order where it is empty
 */
public record CareTargets(
    long fileBytes,
    int smallFiles,
    int deleteFiles,
    double deleteRatio,
    int manifests,
    int snapshots,
    Duration snapshotAge,
    Duration readers,
    Duration orphanAge,
    List<String> order) {
  private static final long MIB = 1024L * 1024;
  private static final int FEW = 20;
  private static final double TENTH = 0.1;
  private static final int MANIFESTS = 100;

  /** Returns the targets of a layer's tables where the contract says nothing. */
  public static CareTargets ofLayer(String layer) {
    return switch (layer) {
      case "raw" -> of(128, 600, Duration.ofDays(1));
      case "ops" -> of(32, 600, Duration.ofDays(1));
      case "core" -> of(128, 200, Duration.ofDays(30));
      default -> of(64, 100, Duration.ofDays(30));
    };
  }

  private static CareTargets of(long fileMib, int snapshots, Duration snapshotAge) {
    return new CareTargets(
        fileMib * MIB,
        FEW,
        FEW,
        TENTH,
        MANIFESTS,
        snapshots,
        snapshotAge,
        Duration.ofMinutes(15),
        Duration.ofDays(3),
        List.of());
  }
}
