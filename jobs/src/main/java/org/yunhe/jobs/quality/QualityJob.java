package org.yunhe.jobs.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yunhe.jobs.Job;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.JobResult;
import org.yunhe.jobs.core.CoreJob;
import org.yunhe.jobs.spark.Kept;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.mapping.RowMapper;
import org.yunhe.models.quality.QualityRule;
import org.yunhe.models.quality.RuleCatalog;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/** Judges all of core and of its quarantine by the rules of the contracts. */
public final class QualityJob implements Job {
  /** Name of the job. */
  public static final String NAME = "quality";

  private final Supplier<Models> models;

  /** Creates the job on the models of the class path. */
  public QualityJob() {
    this(
        () ->
            new Models(SourceCatalog.load().sources(), MappingCatalog.load(), CodeCatalog.load()));
  }

  QualityJob(Supplier<Models> models) {
    this.models = models;
  }

  /** What the job works by, beside the contracts. */
  record Models(List<SourceDefinition> sources, MappingCatalog mappings, CodeCatalog codes) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> after() {
    return List.of(CoreJob.NAME);
  }

  @Override
  public JobResult run(JobContext context) {
    ContractCatalog contracts = ContractCatalog.load();
    Models loaded = models.get();
    RuleCatalog rules = RuleCatalog.of(contracts, loaded.codes(), loaded.sources());
    RuleCounts counts = new RuleCounts();
    List<Dataset<Row>> found = new ArrayList<>();
    found.add(quarantined(context, contracts, loaded, rules).judge(counts));
    long read = core(context, contracts, rules, counts, found);
    Violations.Changes changes =
        new Violations(context.lake(), context.startedAt())
            .record(
                found.stream()
                    .reduce(Dataset::unionByName)
                    .orElseThrow()
                    .where(col("violation_id").isNotNull()));
    found.forEach(Kept::release);
    counts.table(rules).forEach(line -> context.progress().step(line));
    context
        .progress()
        .step(changes.opened() + " violations opened, " + changes.resolved() + " are over");
    return new JobResult(
        null,
        null,
        read,
        changes.opened() + changes.resolved(),
        Map.of("opened", changes.opened(), "resolved", changes.resolved()));
  }

  private static QuarantinedRows quarantined(
      JobContext context, ContractCatalog contracts, Models models, RuleCatalog rules) {
    Map<String, SourceDefinition> sources = new TreeMap<>();
    models.sources().forEach(source -> sources.put(source.source(), source));
    return new QuarantinedRows(
        context.lake(),
        RowMapper.load(models.sources(), models.mappings(), contracts, models.codes()),
        rules,
        sources,
        context.startedAt());
  }

  private static long core(
      JobContext context,
      ContractCatalog contracts,
      RuleCatalog rules,
      RuleCounts counts,
      List<Dataset<Row>> found) {
    Broadcast<RuleCatalog> shared =
        JavaSparkContext.fromSparkContext(context.spark().sparkContext()).broadcast(rules);
    CoreTables tables = new CoreTables(context.lake(), shared, context.startedAt());
    long read = 0;
    for (TableContract table : contracts.tables()) {
      if (!rules.rules(table.fullName()).isEmpty()
          && context.lake().recordCount(table.fullName()) > 0) {
        Dataset<Row> judged = Kept.of(tables.conditions(table), false);
        judged
            .where(col("violation_id").isNull())
            .groupBy("rule_id")
            .agg(sum("passed"), sum("violated"), sum("not_applicable"))
            .collectAsList()
            .forEach(
                row ->
                    counts.add(row.getString(0), row.getLong(1), row.getLong(2), row.getLong(3)));
        found.add(judged);
        read += references(context, tables, table, rules, counts, found);
        context.progress().step(table.fullName());
      }
    }
    return read;
  }

  /** Judges the references of a table and returns the number of its rows. */
  private static long references(
      JobContext context,
      CoreTables tables,
      TableContract table,
      RuleCatalog rules,
      RuleCounts counts,
      List<Dataset<Row>> found) {
    List<QualityRule> references = rules.references(table.fullName());
    Column[] present =
        references.stream()
            .map(rule -> count(col(rule.column())).as(rule.id()))
            .toArray(Column[]::new);
    Row totals = context.lake().read(table.fullName()).agg(count(lit(1)), present).head();
    for (int i = 0; i < references.size(); i++) {
      Dataset<Row> dangling = Kept.of(tables.dangling(table, references.get(i)), false);
      long violated = dangling.count();
      counts.add(
          references.get(i).id(),
          totals.getLong(i + 1) - violated,
          violated,
          totals.getLong(0) - totals.getLong(i + 1));
      found.add(dangling);
    }
    return totals.getLong(0);
  }
}
