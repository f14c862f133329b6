package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.lit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.JobRunLog.Success;
import org.yunhe.jobs.core.Batch.TableName;
import org.yunhe.jobs.core.SourceLog.Kind;
import org.yunhe.jobs.core.SourceLog.Range;
import org.yunhe.jobs.core.SourceLogs.Reading;
import org.yunhe.jobs.core.SourceRows.Known;
import org.yunhe.jobs.erasure.ErasedRows;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.SourceDefinition;

/** One run of the core job: read once, map, write table by table, account for every row. */
final class CoreRun {
  private static final String FINGERPRINT = "models";
  private static final String SHUFFLE = "spark.sql.shuffle.partitions";
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
  private static final long ROWS_PER_PARTITION = 100_000;
  private static final long MOST_PARTITIONS = 1_000;

  private final JobContext context;
  private final CoreModels models;
  private final SparkSession spark;
  private final SourceRows sourceRows;
  private final Reconciliation reconciliation;

  /** Mapping files of each source with the tables each reads. */
  private final Map<String, Map<Mapping, Set<String>>> reads = new TreeMap<>();

  CoreRun(JobContext context, CoreModels models) {
    this.context = context;
    this.models = models;
    this.spark = context.spark();
    this.sourceRows = new SourceRows(context.lake(), context.runId(), context.startedAt());
    this.reconciliation = new Reconciliation(context.lake(), context.runId(), context.startedAt());
  }

  JobResult run() {
    readMappings();
    SourceLogs logs = new SourceLogs(context.lake());
    Success last = continued();
    Reading reading =
        logs.since(last == null ? Bookmarks.NONE : Bookmarks.of(last.toSnapshot(), last.detail()));
    long rowsRead = logs.size(reading);
    context.progress().step(describe(reading, rowsRead));
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put(FINGERPRINT, models.fingerprint());
    detail.putAll(reading.bookmarks().detail());
    Truncations before = reading.full() ? Truncations.NONE : Truncations.of(last.detail());
    if (reading.isEmpty()) {
      detail.putAll(before.detail());
      Balance.of(last).ifPresent(balance -> detail.putAll(balance.detail()));
      return result(reading, rowsRead, 0, detail);
    }
    String adaptive = spark.conf().get(ADAPTIVE);
    try {
      Merged merged = merge(logs, reading, last, before, rowsRead);
      detail.putAll(merged.truncations().detail());
      detail.putAll(
          new Balance(context.runId(), context.lake().snapshotId(SourceRows.TABLE)).detail());
      return result(reading, rowsRead, merged.written(), detail);
    } finally {
      spark.conf().set(ADAPTIVE, adaptive);
    }
  }

  /**
   * What a run that had something to do leaves.
   *
   * @param written rows written
   * @param truncations truncations up to the end of what was read
   */
  private record Merged(long written, Truncations truncations) {}

  private static JobResult result(
      Reading reading, long rowsRead, long written, Map<String, Object> detail) {
    Range changes = reading.ranges().get(Kind.CHANGE);
    return new JobResult(changes.from(), changes.to(), rowsRead, written, detail);
  }

  /** The success that this run goes on from, or null where it begins anew. */
  private Success continued() {
    Success last = context.full() ? null : context.runs().lastSuccess(CoreJob.NAME).orElse(null);
    if (last != null && !models.fingerprint().equals(last.detail().path(FINGERPRINT).asText())) {
      context.progress().step("mappings, codes, contracts or rules changed since the last run");
      return null;
    }
    if (last != null && !Truncations.areKept(last.detail())) {
      context.progress().step("the last run did not follow truncations");
      return null;
    }
    return last;
  }

  private static String describe(Reading reading, long rows) {
    if (reading.isEmpty()) {
      return "nothing new in the logs";
    }
    return rows + (reading.full() ? " records: the whole logs" : " records since the last run");
  }

  private void readMappings() {
    for (SourceDefinition source : models.sources().values()) {
      Map<Mapping, Set<String>> files = new LinkedHashMap<>();
      for (Mapping mapping : models.mappings(source)) {
        files.put(mapping, MappingTables.of(spark, mapping, source));
      }
      reads.put(source.source(), files);
    }
  }

  private Set<String> mappedTables() {
    Set<String> tables = new HashSet<>();
    reads.forEach(
        (source, files) ->
            files
                .values()
                .forEach(names -> names.forEach(table -> tables.add(source + "." + table))));
    return tables;
  }

  private Merged merge(
      SourceLogs logs, Reading reading, Success last, Truncations before, long rowsRead) {
    prepareFor(rowsRead);
    Set<String> mappedTables = mappedTables();
    try (Batch read =
        truncated(Batch.of(logs.newest(reading, mappedTables, before), rowsRead, reading.full()))) {
      Truncations truncations = before.and(read.truncations());
      Known known = read.full() ? null : sourceRows.known(read);
      Batch batch =
          known == null || known.staleCount() == 0 ? read : read.without(sourceRows.stale(read));
      warn(batch);
      context
          .progress()
          .step(
              batch.keyCount() + " source rows changed, of " + batch.changes().size() + " tables");
      Map<TableName, Long> rowsIn = rowsIn(logs, reading, last, truncations, batch, known);
      return new Merged(write(batch, known, mappedTables, rowsIn), truncations);
    }
  }

  private void prepareFor(long rows) {
    long partitions = partitions(rows);
    spark.conf().set(SHUFFLE, partitions);
    // Replanning between stages costs a small run more than it could gain.
    spark.conf().set(ADAPTIVE, partitions > 1);
  }

  /**
   * Follows the truncations among what was read: with them leave the rows of the batch, and in a
   * small run those of earlier ones, that stand before them.
   */
  private Batch truncated(Batch read) {
    Truncations truncations = read.truncations();
    if (truncations.isEmpty()) {
      return read;
    }
    truncations
        .positions()
        .forEach((table, at) -> context.progress().step(table + " was truncated at " + at));
    if (read.full()) {
      return read.truncated();
    }
    Dataset<Row> standing = sourceRows.standingBefore(truncations);
    long count = standing.count();
    prepareFor(read.keyCount() + count);
    return read.truncated(standing, count);
  }

  /**
   * Counts the rows that stand in each source table from the log, not from what became of them: the
   * whole of it in a full run, else what the last run counted and what the batch adds. Where the
   * fates are not as that run left them (it was killed, or rows were erased), from the whole log.
   */
  private Map<TableName, Long> rowsIn(
      SourceLogs logs,
      Reading reading,
      Success last,
      Truncations truncations,
      Batch batch,
      Known known) {
    if (batch.full()) {
      return batch.alive();
    }
    Optional<Balance> balance =
        Balance.of(last)
            .filter(
                before ->
                    context
                        .lake()
                        .isUnchanged(SourceRows.TABLE, before.snapshot(), known.snapshot()));
    Map<TableName, Long> rows = new TreeMap<>();
    if (balance.isEmpty()) {
      Reading whole = reading.whole();
      String few = spark.conf().get(SHUFFLE);
      spark.conf().set(SHUFFLE, partitions(logs.size(whole)));
      for (Row row : logs.standing(whole, truncations).collectAsList()) {
        rows.put(new TableName(row.getString(0), row.getString(1)), row.getLong(2));
      }
      spark.conf().set(SHUFFLE, few);
      return rows;
    }
    rows.putAll(reconciliation.rowsIn(balance.get().run()));
    batch.alive().forEach((table, count) -> rows.merge(table, count, Long::sum));
    known.alive().forEach((table, count) -> rows.merge(table, -count, Long::sum));
    return rows;
  }

  private static long partitions(long rows) {
    return Math.min(1 + rows / ROWS_PER_PARTITION, MOST_PARTITIONS);
  }

  private void warn(Batch batch) {
    batch
        .changes()
        .forEach(
            (table, changes) -> {
              if (changes.keyless() > 0) {
                context
                    .progress()
                    .step(
                        "warning: passed over in "
                            + table
                            + ": "
                            + changes.keyless()
                            + " changes without a key");
              }
            });
  }

  private long write(
      Batch batch, Known known, Set<String> mappedTables, Map<TableName, Long> rowsIn) {
    try (FlatResources resources = new FlatResources(spark, batch, models)) {
      Map<TableContract, Dataset<Row>> plans = plan(batch, resources);
      long emptied =
          !batch.full()
              ? 0
              : models.targets().stream()
                  .filter(target -> !plans.containsKey(target))
                  .mapToLong(this::empty)
                  .sum();
      List<MappedTable> mapped = new TableWriter(context, batch).write(plans);
      try {
        Dataset<Row> faults = resources.faults().orElse(null);
        account(batch, known, mapped, faults, mappedTables, rowsIn);
      } finally {
        mapped.forEach(MappedTable::close);
      }
      return mapped.stream().mapToLong(MappedTable::written).sum() + emptied;
    }
  }

  private void account(
      Batch batch,
      Known known,
      List<MappedTable> mapped,
      Dataset<Row> faults,
      Set<String> mappedTables,
      Map<TableName, Long> rowsIn) {
    Quarantine quarantine = new Quarantine(context.lake(), context.startedAt());
    quarantine.record(batch, mapped, faults);
    sourceRows.record(batch, known, mapped, faults, mappedTables);
    quarantine.supersede();
    reconciliation
        .record(sourceRows, rowsIn, batch.changes())
        .forEach(
            table ->
                context
                    .progress()
                    .step("warning: " + table + " does not balance, see ops.reconciliation"));
    context.progress().step("ops.quarantine, ops.source_row, ops.reconciliation");
  }

  /** Empties a table that nothing is mapped to and returns how many rows it had. */
  private long empty(TableContract target) {
    String name = target.fullName();
    long count = context.lake().recordCount(name);
    if (count > 0) {
      context.lake().replace(context.lake().read(name).limit(0), name);
    }
    return count;
  }

  /** Resource types that the batch holds and a mapping reads. */
  private Set<String> resourceTypes(Batch batch) {
    Set<String> types = new TreeSet<>();
    models.sources().values().stream()
        .filter(SourceDefinition::isFhir)
        .forEach(
            source ->
                reads.get(source.source()).values().stream()
                    .flatMap(Set::stream)
                    .filter(
                        table -> batch.changes().containsKey(new TableName(source.source(), table)))
                    .forEach(types::add));
    return types;
  }

  /** Plans every core table of the batch, so that a broken mapping fails before any write. */
  private Map<TableContract, Dataset<Row>> plan(Batch batch, FlatResources resources) {
    JavaSparkContext java = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<CodeCatalog> codes = java.broadcast(models.codes());
    MappingFunctions functions = new MappingFunctions(spark, codes);
    MappingEvaluator evaluator =
        new MappingEvaluator(
            spark,
            lit(context.startedAt()).cast(DataTypes.TimestampType),
            new FatalRules(java.broadcast(models.rules()), context.startedAt()),
            ErasedRows.read(context.lake(), context.secrets()));
    resources.prepare(resourceTypes(batch));
    SourceViews views = new SourceViews(batch.images(), resources);
    Map<TableContract, Dataset<Row>> plans = new LinkedHashMap<>();
    for (SourceDefinition source : models.sources().values()) {
      functions.bind(source);
      reads
          .get(source.source())
          .forEach(
              (mapping, tables) -> {
                if (tables.stream()
                    .anyMatch(
                        table ->
                            batch.changes().containsKey(new TableName(source.source(), table)))) {
                  views.create(source, tables);
                  TableContract target = models.contracts().table(mapping.target());
                  plans.merge(
                      target, evaluator.evaluate(source, mapping, target), Dataset::unionByName);
                }
              });
    }
    return plans;
  }
}
