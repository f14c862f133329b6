package org.yunhe.jobs.erasure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.yunhe.jobs.Progress;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;

/**
 * Data files that a streaming job wrote and did not commit before it ended. No snapshot names them,
 * and the job writes their rows again, but they lie there until maintenance removes what is old
 * enough; an erasure cannot wait for that.
 */
final class Leftovers {
  /** A file that is written before the first of them is named by the second at the latest. */
  private static final int COMMITS = 2;

  private static final String OPERATOR = "flink.operator-id";
  private static final long POLL = 1000;

  private final Lake lake;
  private final ContractCatalog contracts;
  private final Duration patience;
  private final Progress progress;

  /** Creates one that waits at most {@code patience} for the commits of a table's jobs. */
  Leftovers(Lake lake, ContractCatalog contracts, Duration patience, Progress progress) {
    this.lake = lake;
    this.contracts = contracts;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Removes those of the files that no job will commit any more: every streaming job of the table
   * has committed twice since, and no snapshot names the file. Returns how many.
   */
  int remove(Set<String> files) {
    Map<String, Set<String>> byTable =
        files.stream()
            .collect(groupingBy(file -> EraseJob.tableOf(new Path(file).getParent()), toSet()));
    int removed = 0;
    for (TableContract table : contracts.tables()) {
      // What lies in a folder that is no table's, such as a dropped one's, nobody here may touch.
      if (!table.view() && byTable.containsKey(table.fullName())) {
        removed += remove(table.fullName(), byTable.get(table.fullName()));
      }
    }
    return removed;
  }

  private int remove(String name, Set<String> files) {
    Table table = lake.table(name);
    Set<String> operators = operators(table);
    Set<String> unnamed = unnamed(name, table, files);
    if (operators.isEmpty() || unnamed.isEmpty()) {
      return 0;
    }
    progress.step(
        name
            + ": "
            + unnamed.size()
            + " files are in no snapshot; waiting for two commits of the jobs that write the table");
    if (!awaitCommits(table, operators)) {
      progress.step(name + ": no such commits within " + patience.toSeconds() + " s");
      return 0;
    }
    Set<String> left = unnamed(name, table, unnamed);
    left.forEach(table.io()::deleteFile);
    progress.step(name + ": " + left.size() + " files removed that no job will commit");
    return left.size();
  }

  private static Set<String> operators(Table table) {
    Set<String> operators = new HashSet<>();
    if (table.currentSnapshot() != null) {
      for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
        if (snapshot.summary().containsKey(OPERATOR)) {
          operators.add(snapshot.summary().get(OPERATOR));
        }
      }
    }
    return operators;
  }

  private Set<String> unnamed(String name, Table table, Set<String> files) {
    String data = path(table.location()) + "/data/";
    Set<String> unnamed = new TreeSet<>();
    files.stream().filter(file -> path(file).startsWith(data)).forEach(unnamed::add);
    if (!unnamed.isEmpty()) {
      Set<String> named = new HashSet<>();
      lake.read(name + ".all_files")
          .select("file_path")
          .distinct()
          .collectAsList()
          .forEach(row -> named.add(path(row.getString(0))));
      unnamed.removeIf(file -> named.contains(path(file)));
    }
    return unnamed;
  }

  /** A snapshot may name a file without the scheme that the storage lists it with. */
  private static String path(String location) {
    return new Path(location).toUri().getPath();
  }

  private boolean awaitCommits(Table table, Set<String> operators) {
    long base = table.currentSnapshot().snapshotId();
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      table.refresh();
      Map<String, Integer> commits = new HashMap<>();
      for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
        if (snapshot.snapshotId() == base) {
          break;
        }
        String operator = snapshot.summary().get(OPERATOR);
        if (operator != null) {
          commits.merge(operator, 1, Integer::sum);
        }
      }
      if (operators.stream().allMatch(operator -> commits.getOrDefault(operator, 0) >= COMMITS)) {
        return true;
      }
      pause();
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for commits", e);
    }
  }
}
