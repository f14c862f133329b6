package org.yunhe.jobs.maintenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.care.CareTargets;

/** The rows of one run for {@code ops.table_health}. */
final class HealthLog {
  /** Table of the measurements. */
  static final String TABLE = "ops.table_health";

  private static final String SOUGHT = "orphan files sought";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lake lake;
  private final String runId;
  private final Instant at;
  private final List<Row> rows = new ArrayList<>();

  HealthLog(Lake lake, String runId, Instant at) {
    this.lake = lake;
    this.runId = runId;
    this.at = at;
  }

  /** Returns the tables whose folders were searched for orphan files after {@code since}. */
  Set<String> soughtSince(Instant since) {
    Set<String> tables = new HashSet<>();
    lake.read(TABLE)
        .where("actions LIKE '%" + SOUGHT + "%'")
        .where(org.apache.spark.sql.functions.col("measured_at").gt(since))
        .select("table_name")
        .distinct()
        .collectAsList()
        .forEach(row -> tables.add(row.getString(0)));
    return tables;
  }

  /** Keeps what became of a table. */
  void add(String table, CareTargets targets, TableCare.Outcome outcome) {
    Health health = outcome.health();
    List<String> actions = new ArrayList<>(outcome.actions());
    if (outcome.orphansSought()) {
      actions.add(SOUGHT);
    }
    rows.add(row(table, targets, health, outcome.missedBefore(), health.missed(targets), actions));
  }

  /** Keeps that the maintenance of a table failed. */
  void failed(String table, CareTargets targets, String failure) {
    rows.add(
        RowFactory.create(
            runId,
            table,
            at,
            0L,
            0L,
            0L,
            0L,
            0L,
            0.0,
            0.0,
            0L,
            0L,
            null,
            0L,
            null,
            null,
            null,
            json(targets),
            failure));
  }

  /** Writes the rows in one commit. */
  void write() {
    lake.append(lake.spark().createDataFrame(rows, lake.read(TABLE).schema()).coalesce(1), TABLE);
  }

  private Row row(
      String table,
      CareTargets targets,
      Health health,
      List<String> before,
      List<String> after,
      List<String> actions) {
    return RowFactory.create(
        runId,
        table,
        at,
        health.files(),
        health.bytes(),
        health.storedBytes(),
        health.smallFiles(),
        health.deleteFiles(),
        health.deleteRatio(),
        health.readAmplification(),
        health.manifests(),
        health.snapshots(),
        health.oldestSnapshot(),
        health.metadataFiles(),
        text(before),
        text(after),
        text(actions),
        json(targets),
        null);
  }

  private static String text(List<String> items) {
    return items.isEmpty() ? null : String.join(", ", items);
  }

  private static String json(CareTargets targets) {
    Map<String, Object> values = new TreeMap<>();
    values.put("file_bytes", targets.fileBytes());
    values.put("small_files", targets.smallFiles());
    values.put("delete_files", targets.deleteFiles());
    values.put("delete_ratio", targets.deleteRatio());
    values.put("manifests", targets.manifests());
    values.put("snapshots", targets.snapshots());
    values.put("snapshot_age", targets.snapshotAge().toString());
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
