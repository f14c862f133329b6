package org.yunhe.jobs.erasure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.jobs.spark.RowReplacement;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;

/**
 * Removes the rows of a person from a table, and the past of the table with them. Which rows these
 * are the names of the columns tell, so that a table added later needs nothing.
 */
final class TableEraser {
  private static final int ATTEMPTS = 20;
  private static final String MAIN = SnapshotRef.MAIN_BRANCH;

  /** Functions by the columns they are asked of. */
  private static final Map<String, String> BY_COLUMN =
      Map.ofEntries(
          Map.entry("patient_id", "erased_patient(patient_id)"),
          Map.entry("patient_ids", "exists(patient_ids, id -> erased_patient(id))"),
          Map.entry("encounter_id", "erased_encounter(encounter_id)"),
          Map.entry("from_encounter_id", "erased_encounter(from_encounter_id)"),
          Map.entry("to_encounter_id", "erased_encounter(to_encounter_id)"),
          Map.entry("person_id", "erased_person(person_id)"),
          Map.entry("person_key", "erased_pseudonym(person_key)"),
          Map.entry("referral_id", "erased_referral(referral_id)"),
          Map.entry("id_number", "erased_text(id_number)"),
          Map.entry("record_id", "erased_record(record_id)"),
          Map.entry("source_key", "erased_row(source, source_table, source_key)"));

  /** Functions by the log they are asked of. */
  private static final Map<String, String> BY_LOG =
      Map.of(
          "raw.change",
          "erased_change(source, source_table, key, before, after)",
          "raw.fhir",
          "erased_resource(source, resource_type, resource_id, key, resource)",
          "raw.dicom",
          "erased_study(source, level, key, study_uid)");

  private static final Set<String> NAMING = Set.of("L4", "L5");

  private final Lake lake;

  TableEraser(Lake lake, Person person) {
    this.lake = lake;
    register(lake.spark(), person);
  }

  /** Returns the condition that a row is the person's, or null where no column can tell. */
  static String condition(TableContract table) {
    if (BY_LOG.containsKey(table.fullName())) {
      return BY_LOG.get(table.fullName());
    }
    List<String> parts = new ArrayList<>();
    for (ColumnContract column : table.columns()) {
      String known = BY_COLUMN.get(column.name());
      if (known != null) {
        parts.add("coalesce(" + known + ", false)");
      } else if (table.layer().equals("ops") && isNaming(column)) {
        parts.add("coalesce(erased_text(`" + column.name() + "`), false)");
      }
    }
    return parts.isEmpty() || table.fullName().equals("core.organization")
        ? null
        : String.join(" OR ", parts);
  }

  /** What the platform says of a row may have the person in its text. */
  private static boolean isNaming(ColumnContract column) {
    return NAMING.contains(column.level()) && column.type().sql().equalsIgnoreCase("string");
  }

  /**
   * Removes the rows, found by what their values say when they are decrypted; returns how many
   * there were.
   */
  long remove(TableContract contract) {
    String name = contract.fullName();
    String condition = condition(contract);
    long removed = 0;
    for (int attempt = 1; ; attempt++) {
      Long snapshot = lake.snapshotId(name);
      Map<String, List<Long>> found = positions(name, condition);
      if (found.isEmpty()) {
        return removed;
      }
      try {
        new RowReplacement(lake, name, snapshot, Expressions.alwaysTrue())
            .commit(found, lake.read(name).limit(0), 0);
        removed += found.values().stream().mapToLong(List::size).sum();
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !isConflict(e)) {
          throw e;
        }
      }
    }
  }

  /** A delete in SQL compares what is stored, and finds nobody by an encrypted text. */
  private Map<String, List<Long>> positions(String table, String condition) {
    Map<String, List<Long>> positions = new HashMap<>();
    lake.read(table)
        .where(condition)
        .select(RowReplacement.FILE, RowReplacement.POSITION)
        .groupBy(RowReplacement.FILE)
        .agg(RowReplacement.positions())
        .collectAsList()
        .forEach(row -> positions.put(row.getString(0), row.getList(1)));
    return positions;
  }

  /** Rewrites what still holds removed rows, and lets go of every snapshot but the newest. */
  void forgetPast(TableContract contract) {
    Table table = lake.table(contract.fullName());
    if (table.currentSnapshot() == null) {
      return;
    }
    if (has(table.currentSnapshot(), SnapshotSummary.TOTAL_DELETE_FILES_PROP)) {
      SparkActions.get(lake.spark())
          .rewriteDataFiles(table)
          .option("delete-file-threshold", "1")
          .option("min-input-files", "1000000")
          .option("remove-dangling-deletes", "true")
          .option("partial-progress.enabled", "true")
          .execute();
      table.refresh();
    }
    if (!table.currentSnapshot().dataManifests(table.io()).isEmpty()) {
      table.rewriteManifests().clusterBy(file -> "").commit();
    }
    table.refresh();
    Set<Long> past = new HashSet<>();
    table.snapshots().forEach(snapshot -> past.add(snapshot.snapshotId()));
    if (!keepStreamPositions(table)) {
      past.remove(table.currentSnapshot().snapshotId());
    }
    table.refresh();
    table.refs().forEach((name, ref) -> remove(table, name, ref));
    ExpireSnapshots expire = table.expireSnapshots().expireOlderThan(0).cleanExpiredFiles(true);
    past.forEach(expire::expireSnapshotId);
    expire.commit();
  }

  private static void remove(Table table, String name, SnapshotRef ref) {
    if (name.equals(MAIN)) {
      return;
    }
    if (ref.isBranch()) {
      table.manageSnapshots().removeBranch(name).commit();
    } else {
      table.manageSnapshots().removeTag(name).commit();
    }
  }

  /**
   * Repeats, on new snapshots without rows, what each streaming job wrote beside its newest commit:
   * after a crash it looks there for what it has committed already. Returns false where the newest
   * snapshot says all there is to say.
   */
  private static boolean keepStreamPositions(Table table) {
    Map<String, Snapshot> newest = new LinkedHashMap<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      String operator = snapshot.summary().get("flink.operator-id");
      if (operator != null) {
        newest.putIfAbsent(operator, snapshot);
      }
    }
    Snapshot current = table.currentSnapshot();
    if (newest.values().stream().allMatch(current::equals)) {
      return false;
    }
    for (Snapshot snapshot : newest.values()) {
      Map<String, String> summary = snapshot.summary();
      AppendFiles carrier = table.newAppend();
      Stream.of("flink.job-id", "flink.operator-id", "flink.max-committed-checkpoint-id")
          .filter(summary::containsKey)
          .forEach(key -> carrier.set(key, summary.get(key)));
      carrier.commit();
    }
    return true;
  }

  private static boolean has(Snapshot snapshot, String property) {
    return !snapshot.summary().getOrDefault(property, "0").equals("0");
  }

  private static boolean isConflict(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ValidationException || cause instanceof CommitFailedException) {
        return true;
      }
    }
    return false;
  }

  private static void register(SparkSession spark, Person person) {
    contains(spark, "erased_patient", person.patients());
    contains(spark, "erased_encounter", person.encounters());
    contains(spark, "erased_person", person.persons());
    contains(spark, "erased_pseudonym", person.pseudonyms());
    contains(spark, "erased_referral", person.referrals());
    contains(spark, "erased_record", person.records());
    UDF1<String, Boolean> text = person::isNamedIn;
    spark.udf().register("erased_text", text, DataTypes.BooleanType);
    UDF3<String, String, String, Boolean> row =
        (source, table, key) -> person.rows().contains(Person.row(source, table, key));
    spark.udf().register("erased_row", row, DataTypes.BooleanType);
    UDF5<String, String, String, String, String, Boolean> change =
        (source, table, key, before, after) ->
            person.rows().contains(Person.row(source, table, key))
                || person.owns(source, table, before)
                || person.owns(source, table, after);
    spark.udf().register("erased_change", change, DataTypes.BooleanType);
    UDF5<String, String, String, String, String, Boolean> resource =
        (source, type, id, key, json) ->
            person.rows().contains(Person.row(source, type, key))
                || person.ownsResource(source, type, id, json);
    spark.udf().register("erased_resource", resource, DataTypes.BooleanType);
    UDF4<String, String, String, String, Boolean> study =
        (source, level, key, uid) ->
            person.studies().contains(uid)
                || person.rows().contains(Person.row(source, level, key));
    spark.udf().register("erased_study", study, DataTypes.BooleanType);
  }

  private static void contains(SparkSession spark, String name, Set<String> values) {
    UDF1<String, Boolean> contains = value -> value != null && values.contains(value);
    spark.udf().register(name, contains, DataTypes.BooleanType);
  }
}
