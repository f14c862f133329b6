package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.lit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import org.yunhe.jobs.core.ChangeLog.Range;
import org.yunhe.jobs.erasure.ErasedRows;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.SourceDefinition;

/** One run of the core job: read once, map, write table by table, account for every row. */
final class CoreRun {
  private static final String FINGERPRINT = "models";
  private static final long ROWS_PER_PARTITION = 100_000;
  private static final long KNOWN_SHARE = 4;
  private static final long MOST_PARTITIONS = 1_000;

  private final JobContext context;
  private final CoreModels models;
  private final SparkSession spark;
  private final SourceRows sourceRows;

  /** Mapping files of each source with the tables each reads. */
  private final Map<String, Map<Mapping, Set<String>>> reads = new TreeMap<>();

  CoreRun(JobContext context, CoreModels models) {
    this.context = context;
    this.models = models;
    this.spark = context.spark();
    this.sourceRows = new SourceRows(context.lake(), context.runId(), context.startedAt());
  }

  JobResult run() {
    readMappings();
    ChangeLog log = new ChangeLog(context.lake());
    Range range = range(log);
    long rowsRead = range.isEmpty() ? 0 : log.size(range);
    context.progress().step(describe(range, rowsRead));
    long written = range.isEmpty() ? 0 : merge(log, range, rowsRead);
    return new JobResult(
        range.from(), range.to(), rowsRead, written, Map.of(FINGERPRINT, models.fingerprint()));
  }

  private Range range(ChangeLog log) {
    Success last = context.full() ? null : context.runs().lastSuccess(CoreJob.NAME).orElse(null);
    if (last == null) {
      return log.since(null);
    }
    if (!models.fingerprint().equals(last.detail().path(FINGERPRINT).asText())) {
      context.progress().step("mappings, codes, contracts or rules changed since the last run");
      return log.since(null);
    }
    return log.since(last.toSnapshot());
  }

  private static String describe(Range range, long rows) {
    if (range.isEmpty()) {
      return "nothing new in raw.change";
    }
    return rows
        + (range.isFull()
            ? " changes: the whole log up to snapshot " + range.to()
            : " changes after snapshot " + range.from());
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

  private long merge(ChangeLog log, Range range, long rowsRead) {
    long known = context.lake().recordCount(SourceRows.TABLE);
    long partitions = 1 + (rowsRead + known / KNOWN_SHARE) / ROWS_PER_PARTITION;
    spark.conf().set("spark.sql.shuffle.partitions", Math.min(partitions, MOST_PARTITIONS));
    Set<String> mappedTables = mappedTables();
    try (Batch read = Batch.of(log.newest(range, mappedTables), rowsRead, range.isFull());
        Batch batch = withoutStale(read)) {
      warn(batch);
      context
          .progress()
          .step(
              batch.keyCount() + " source rows changed, of " + batch.changes().size() + " tables");
      return write(batch, mappedTables);
    }
  }

  private void warn(Batch batch) {
    if (batch.nameless() > 0) {
      context
          .progress()
          .step(
              "warning: "
                  + batch.nameless()
                  + " truncations or changes without a key are passed over");
    }
  }

  private Batch withoutStale(Batch batch) {
    if (batch.full()) {
      return batch;
    }
    Dataset<Row> stale = sourceRows.stale(batch);
    return stale.isEmpty() ? batch : batch.without(stale);
  }

  private long write(Batch batch, Set<String> mappedTables) {
    Map<TableContract, Dataset<Row>> plans = plan(batch);
    Map<String, Long> before = snapshots(plans.keySet());
    if (batch.full()) {
      models.targets().stream().filter(target -> !plans.containsKey(target)).forEach(this::empty);
    }
    List<MappedTable> mapped = new TableWriter(context, batch).write(plans);
    try {
      Quarantine quarantine = new Quarantine(context.lake(), context.startedAt());
      quarantine.record(batch, mapped);
      sourceRows.record(batch, mapped, mappedTables);
      quarantine.supersede();
      new Reconciliation(context.lake(), context.runId(), context.startedAt())
          .record(sourceRows, batch.changes());
      context.progress().step("ops.quarantine, ops.source_row, ops.reconciliation");
    } finally {
      mapped.forEach(MappedTable::close);
    }
    return before.entrySet().stream()
        .mapToLong(table -> context.lake().rowsChanged(table.getKey(), table.getValue()))
        .sum();
  }

  private void empty(TableContract target) {
    String name = target.fullName();
    if (context.lake().recordCount(name) > 0) {
      context.lake().replace(context.lake().read(name).limit(0), name);
    }
  }

  /** Plans every core table of the batch, so that a broken mapping fails before any write. */
  private Map<TableContract, Dataset<Row>> plan(Batch batch) {
    JavaSparkContext java = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<CodeCatalog> codes = java.broadcast(models.codes());
    MappingFunctions functions = new MappingFunctions(spark, codes);
    MappingEvaluator evaluator =
        new MappingEvaluator(
            spark,
            lit(context.startedAt()).cast(DataTypes.TimestampType),
            new FatalRules(java.broadcast(models.rules()), context.startedAt()),
            ErasedRows.read(context.lake(), context.secrets()));
    SourceViews views = new SourceViews(batch.images());
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

  private Map<String, Long> snapshots(Set<TableContract> targets) {
    Map<String, Long> snapshots = new LinkedHashMap<>();
    targets.forEach(
        target -> snapshots.put(target.fullName(), context.lake().snapshotId(target.fullName())));
    return snapshots;
  }
}
