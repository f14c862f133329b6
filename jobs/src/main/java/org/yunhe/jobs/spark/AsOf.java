package org.yunhe.jobs.spark;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.HistoryEntry;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * A past state of the lake that jobs can be run on: while it is open, every table of core is read
 * at the snapshot of that time, and what is written to a mart goes to a branch of its table.
 * Closed, the branches of the marts stay, for 90 days.
 */
public final class AsOf implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration KEPT = Duration.ofDays(90);
  private static final String ENABLED = "write.wap.enabled";

  private final Lake lake;
  private final String branch;
  private final List<String> inputs;

  private AsOf(Lake lake, String branch, List<String> inputs) {
    this.lake = lake;
    this.branch = branch;
    this.inputs = inputs;
  }

  /**
   * Opens the state at a time or tag.
   *
   * @param when instant such as {@code 2026-11-01T00:00:00Z}, day (its beginning, UTC) or tag
   */
  public static AsOf open(Lake lake, String when) {
    Optional<Instant> time = time(when);
    String branch = "asof_" + time.map(STAMP::format).orElse(when);
    List<TableContract> contracts = ContractCatalog.load().tables();
    List<String> inputs = names(contracts, "core");
    AsOf opened = new AsOf(lake, branch, inputs);
    try {
      for (String table : inputs) {
        opened.pin(table, when, time);
      }
      names(contracts, "mart").forEach(opened::prepare);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    lake.spark().conf().set(Lake.BRANCH, branch);
    return opened;
  }

  /** Returns the branch of the marts, such as {@code asof_20261101T000000Z}. */
  public String branch() {
    return branch;
  }

  /** Goes back to the present. */
  @Override
  public void close() {
    lake.spark().conf().unset(Lake.BRANCH);
    for (String name : inputs) {
      Table table = lake.table(name);
      if (table.refs().containsKey(branch)) {
        table.manageSnapshots().removeBranch(branch).commit();
      }
    }
  }

  private void pin(String name, String when, Optional<Instant> time) {
    Table table = enabled(name);
    Long snapshot = time.isPresent() ? atTime(table, name, time.get()) : atTag(table, name, when);
    if (table.refs().containsKey(branch)) {
      table.manageSnapshots().removeBranch(branch).commit();
    }
    if (snapshot != null) {
      table.manageSnapshots().createBranch(branch, snapshot).commit();
      return;
    }
    table.manageSnapshots().createBranch(branch).commit();
    table.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).toBranch(branch).commit();
  }

  private void prepare(String name) {
    Table table = enabled(name);
    ManageSnapshots change = table.manageSnapshots();
    if (!table.refs().containsKey(branch)) {
      change.createBranch(branch);
    }
    change.setMaxRefAgeMs(branch, KEPT.toMillis()).commit();
  }

  private Table enabled(String name) {
    Table table = lake.table(name);
    if (!"true".equals(table.properties().get(ENABLED))) {
      table.updateProperties().set(ENABLED, "true").commit();
    }
    return table;
  }

  /** Returns the snapshot at a time, or null where nothing had been written yet. */
  private static Long atTime(Table table, String name, Instant time) {
    Long found = null;
    for (HistoryEntry entry : table.history()) {
      if (entry.timestampMillis() <= time.toEpochMilli()) {
        found = entry.snapshotId();
      }
    }
    if (found != null && table.snapshot(found) != null) {
      return found;
    }
    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot.parentId() == null && snapshot.timestampMillis() > time.toEpochMilli()) {
        return null;
      }
    }
    if (table.currentSnapshot() == null) {
      return null;
    }
    throw gone(name, time.toString());
  }

  private static Long atTag(Table table, String name, String tag) {
    SnapshotRef ref = table.refs().get(tag);
    if (ref == null) {
      throw gone(name, tag);
    }
    return ref.snapshotId();
  }

  private static YunheException gone(String table, String when) {
    return new YunheException(
        ErrorCode.MISSING_OBJECT,
        table + " has no snapshot as of " + when + " any more, or never had one",
        "give a later time, or a tag that every table of core has; docs/lake-care.md");
  }

  private static Optional<Instant> time(String when) {
    try {
      return Optional.of(OffsetDateTime.parse(when).toInstant());
    } catch (DateTimeException e) {
      try {
        return Optional.of(LocalDate.parse(when).atStartOfDay(ZoneOffset.UTC).toInstant());
      } catch (DateTimeException notADay) {
        return Optional.empty();
      }
    }
  }

  private static List<String> names(List<TableContract> contracts, String layer) {
    return contracts.stream()
        .filter(table -> table.layer().equals(layer) && !table.view())
        .map(TableContract::fullName)
        .toList();
  }
}
