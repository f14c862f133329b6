package org.yunhe.jobs.maintenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.yunhe.models.care.CareTargets;

/**
 * Decides which snapshots of a table may go, and lets them go with their files.
 *
 * <p>What stays: the newest ones up to the targets, and a tenth fewer where there are more, so that
 * the next commits do not miss the target again; every one young enough to be read still; every
 * branch and tag; what a job names; and, without a gap, everything after a bookmark in a log and
 * after the newest commit of each streaming job, which looks back along the line of snapshots after
 * a crash.
 */
final class Expiry {
  private static final String OPERATOR = "flink.operator-id";
  private static final int ROOM = 10;

  private final CareTargets targets;
  private final Instant now;
  private final NeededSnapshots needed;

  Expiry(CareTargets targets, Instant now, NeededSnapshots needed) {
    this.targets = targets;
    this.now = now;
    this.needed = needed;
  }

  /** Returns the snapshots that may go. */
  List<Long> expirable(Table table, boolean isLog) {
    if (table.currentSnapshot() == null) {
      return List.of();
    }
    List<Snapshot> line = new ArrayList<>();
    SnapshotUtil.currentAncestors(table).forEach(line::add);
    Set<Long> kept = new HashSet<>(needed.named());
    table.refs().values().stream().map(SnapshotRef::snapshotId).forEach(kept::add);
    line.subList(0, unbroken(line, isLog)).forEach(snapshot -> kept.add(snapshot.snapshotId()));
    Set<Long> newest = new HashSet<>();
    line.stream().limit(newest(table)).forEach(snapshot -> newest.add(snapshot.snapshotId()));
    List<Long> expirable = new ArrayList<>();
    for (Snapshot snapshot : table.snapshots()) {
      long id = snapshot.snapshotId();
      Instant at = Instant.ofEpochMilli(snapshot.timestampMillis());
      boolean isRead = at.isAfter(now.minus(targets.readers()));
      boolean isOld = at.isBefore(now.minus(targets.snapshotAge()));
      if (!kept.contains(id) && !isRead && (isOld || !newest.contains(id))) {
        expirable.add(id);
      }
    }
    return expirable;
  }

  private int newest(Table table) {
    int most = targets.snapshots();
    return Thermometer.size(table.snapshots()) > most ? most - most / ROOM : most;
  }

  /** Removes snapshots and every file that only they name. */
  static void expire(Table table, List<Long> snapshots) {
    ExpireSnapshots expire = table.expireSnapshots().expireOlderThan(0).cleanExpiredFiles(true);
    snapshots.forEach(expire::expireSnapshotId);
    expire.commit();
  }

  /** Returns how many of the newest snapshots must stay without a gap. */
  private int unbroken(List<Snapshot> line, boolean isLog) {
    int length = 1;
    Set<String> operators = new HashSet<>();
    for (int i = 0; i < line.size(); i++) {
      Snapshot snapshot = line.get(i);
      String operator = snapshot.summary().get(OPERATOR);
      boolean isBookmark = isLog && needed.named().contains(snapshot.snapshotId());
      if (isBookmark || (operator != null && operators.add(operator))) {
        length = i + 1;
      }
    }
    return length;
  }
}
