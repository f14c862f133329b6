package org.yunhe.jobs.maintenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.yunhe.models.care.CareTargets;

/**
 * The state of a table's files; the columns of {@code ops.table_health} of the same names.
 *
 * @param files data files of the newest snapshot
 * @param bytes their bytes, with those of delete files
 * @param storedBytes bytes of all files below the table's folder
 * @param smallFiles data files more than the bytes of each partition need
 * @param deleteFiles files of deleted positions
 * @param deleteRatio deleted records as a share of the records in data files
 * @param readAmplification files that a full read opens, as a multiple of those needed
 * @param manifests manifests of the newest snapshot
 * @param snapshots snapshots that can be read
 * @param oldestSnapshot time of the oldest one, or null
 * @param metadataFiles metadata.json files
 * @param expirable snapshots that the targets let go and nobody needs
 */
record Health(
    long files,
    long bytes,
    long storedBytes,
    long smallFiles,
    long deleteFiles,
    double deleteRatio,
    double readAmplification,
    long manifests,
    long snapshots,
    Instant oldestSnapshot,
    long metadataFiles,
    int expirable) {

  /** Names of the targets that are missed, as {@code ops.table_health} shows them. */
  List<String> missed(CareTargets targets) {
    List<String> missed = new ArrayList<>();
    add(missed, "small_files", smallFiles > targets.smallFiles());
    add(missed, "delete_files", deleteFiles > targets.deleteFiles());
    add(missed, "delete_ratio", deleteRatio > targets.deleteRatio());
    add(missed, "manifests", manifests > targets.manifests());
    add(missed, "snapshots", snapshots > targets.snapshots());
    add(missed, "snapshot_age", expirable > 0 && snapshots <= targets.snapshots());
    return missed;
  }

  private static void add(List<String> missed, String name, boolean isMissed) {
    if (isMissed) {
      missed.add(name);
    }
  }
}
