package org.yunhe.jobs.maintenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.DeleteOrphanFiles;
import org.apache.iceberg.spark.actions.SparkActions;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.care.CareTargets;
import org.yunhe.models.contract.TableContract;

/** Brings one table back to its targets; a table that meets them is left alone. */
final class TableCare {
  private final Lake lake;
  private final TableContract contract;
  private final CareTargets targets;
  private final Instant now;
  private final Expiry expiry;
  private final Thermometer thermometer;

  TableCare(
      Lake lake, TableContract contract, CareTargets targets, Instant now, NeededSnapshots needed) {
    this.lake = lake;
    this.contract = contract;
    this.targets = targets;
    this.now = now;
    this.expiry = new Expiry(targets, now, needed);
    this.thermometer = new Thermometer(targets);
  }

  /**
   * What was found, done, and is.
   *
   * @param missedBefore targets missed before
   * @param health state after
   * @param actions what was done
   * @param orphansSought whether files were sought that no snapshot names
   */
  record Outcome(
      List<String> missedBefore, Health health, List<String> actions, boolean orphansSought) {}

  /** Measures, acts where a target is missed, measures again. */
  Outcome care(boolean seekOrphans) {
    Table table = lake.table(contract.fullName());
    TableFiles stored = TableFiles.of(table, storage(), now.minus(targets.orphanAge()));
    Health before = thermometer.measure(table, stored, expirable(table).size());
    List<String> missed = before.missed(targets);
    List<String> actions = new ArrayList<>();
    rewrite(table, missed, actions);
    expire(table, actions);
    boolean sought = seekOrphans && stored.old() > 0;
    if (sought) {
      removeOrphans(table, actions);
    }
    if (actions.isEmpty()) {
      return new Outcome(missed, before, actions, sought);
    }
    table.refresh();
    return new Outcome(
        missed,
        thermometer.measure(table, TableFiles.of(table, storage(), now), expirable(table).size()),
        actions,
        sought);
  }

  private void rewrite(Table table, List<String> missed, List<String> actions) {
    Compaction compaction = new Compaction(lake.spark(), targets);
    boolean deletes = missed.contains("delete_files") || missed.contains("delete_ratio");
    if (deletes || missed.contains("small_files")) {
      actions.addAll(compaction.dataFiles(table, deletes));
      table.refresh();
    }
    if (deletes && missesDeletes(measure(table))) {
      actions.addAll(compaction.deleteFiles(table));
      table.refresh();
    }
    if (missed.contains("manifests") && measure(table).manifests() > targets.manifests()) {
      actions.addAll(compaction.manifests(table));
      table.refresh();
    }
  }

  private boolean missesDeletes(Health health) {
    return health.deleteFiles() > targets.deleteFiles()
        || health.deleteRatio() > targets.deleteRatio();
  }

  private Configuration storage() {
    return lake.spark().sparkContext().hadoopConfiguration();
  }

  private Health measure(Table table) {
    return thermometer.measure(table, new TableFiles(0, 0, 0), 0);
  }

  private void expire(Table table, List<String> actions) {
    List<Long> snapshots = expirable(table);
    if (!snapshots.isEmpty()) {
      Expiry.expire(table, snapshots);
      actions.add(snapshots.size() + " snapshots expired");
      table.refresh();
    }
  }

  private List<Long> expirable(Table table) {
    return expiry.expirable(table, contract.layer().equals(NeededSnapshots.LOGS));
  }

  private void removeOrphans(Table table, List<String> actions) {
    DeleteOrphanFiles.Result result =
        SparkActions.get(lake.spark())
            .deleteOrphanFiles(table)
            .olderThan(now.minus(targets.orphanAge()).toEpochMilli())
            .execute();
    int removed = 0;
    for (String file : result.orphanFileLocations()) {
      removed += file == null ? 0 : 1;
    }
    if (removed > 0) {
      actions.add(removed + " orphan files removed");
    }
  }
}
