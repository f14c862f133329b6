package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.yunhe.jobs.fhir.FhirViews;
import org.yunhe.jobs.spark.Kept;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.view.ViewDefinition;

/**
 * The FHIR resources of a batch as rows of their views: each type is read once, for all its sources
 * and mappings, and kept until closed.
 */
final class FlatResources implements AutoCloseable {
  /** Reason code: a resource cannot be read as what its type is. */
  static final String RESOURCE = "YQ-RESOURCE";

  /** Reason code: a column of the view has several values and may have one. */
  static final String SEVERAL = "YQ-SEVERAL";

  private static final int AT_A_TIME = 3;
  private static final String CODE = "spark.sql.codegen.factoryMode";

  private final SparkSession spark;
  private final Batch batch;
  private final CoreModels models;
  private final String code;
  private final Map<String, Flat> types = new TreeMap<>();
  private FhirViews views;

  FlatResources(SparkSession spark, Batch batch, CoreModels models) {
    this.spark = spark;
    this.batch = batch;
    this.models = models;
    this.code = spark.conf().get(CODE);
  }

  private record Flat(Dataset<Row> resources, Dataset<Row> rows, LongAccumulator unreadable) {}

  /**
   * Plans the views of several types side by side: Spark plans a query on one processor, and those
   * of resources are large.
   */
  void prepare(Collection<String> wanted) {
    List<String> missing = wanted.stream().filter(type -> !types.containsKey(type)).toList();
    if (missing.isEmpty()) {
      return;
    }
    start();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Future<Flat>> planned = new ArrayList<>();
      missing.forEach(
          type ->
              planned.add(
                  threads.submit(
                      () -> {
                        SparkSession.setActiveSession(spark);
                        return flatten(type);
                      })));
      for (int i = 0; i < missing.size(); i++) {
        types.put(missing.get(i), TableWriter.result(planned.get(i)));
      }
    }
  }

  /** Returns the rows of one resource type, of all sources; those at fault are not among them. */
  Dataset<Row> rows(String type) {
    prepare(List.of(type));
    return types.get(type).rows().where(col(FhirViews.SEVERALS).isNull());
  }

  private void start() {
    if (views == null) {
      // The encoders of resources exist as generated code only.
      spark.conf().set(CODE, "FALLBACK");
      views = new FhirViews(spark);
    }
  }

  private Flat flatten(String type) {
    ViewDefinition view = models.views().find(type).orElseThrow();
    Dataset<Row> resources =
        batch
            .images()
            .where(
                col("source_table")
                    .equalTo(type)
                    .and(col("op").notEqual(SourceLogs.DELETE))
                    .and(
                        col("source")
                            .isInCollection(
                                models.sources().values().stream()
                                    .filter(SourceDefinition::isFhir)
                                    .map(SourceDefinition::source)
                                    .toList())));
    LongAccumulator unreadable = spark.sparkContext().longAccumulator();
    Dataset<Row> rows = Kept.of(views.flatten(resources, view, unreadable), batch.isSmall());
    return new Flat(resources, rows, unreadable);
  }

  /**
   * Returns the resources that gave no rows, or not all, because they are at fault: the key of the
   * source row, its position, {@code _code}, {@code _column} and {@code _reason}.
   */
  Optional<Dataset<Row>> faults() {
    if (types.isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> several =
        Kept.of(
            types.entrySet().stream()
                .map(type -> severals(type.getKey(), type.getValue().rows()))
                .reduce(Dataset::unionByName)
                .orElseThrow(),
            true);
    List<Dataset<Row>> found = new ArrayList<>();
    // Counting reads all rows of all types, so that every unreadable resource is counted by then.
    if (several.count() > 0) {
      found.add(several);
    }
    types.forEach(
        (type, flat) -> {
          if (flat.unreadable().value() > 0) {
            found.add(unreadable(type, flat));
          }
        });
    return found.stream().reduce(Dataset::unionByName);
  }

  private static Dataset<Row> severals(String type, Dataset<Row> rows) {
    return rows.where(col(FhirViews.SEVERALS).isNotNull())
        .select(
            col("source"),
            lit(type).as("source_table"),
            col("source_key"),
            col(FhirViews.INDEX).as("source_row"),
            col("source_position"),
            lit(SEVERAL).as("_code"),
            col(FhirViews.SEVERALS).as("_column"),
            concat(lit("several values, one is expected: "), col(FhirViews.SEVERALS))
                .as("_reason"));
  }

  private Dataset<Row> unreadable(String type, Flat flat) {
    return Kept.of(views.unreadable(flat.resources(), type), true)
        .select(
            col("source"),
            lit(type).as("source_table"),
            col("source_key"),
            lit(1).as("source_row"),
            col("source_position"),
            lit(RESOURCE).as("_code"),
            lit(null).cast("string").as("_column"),
            col("reason").as("_reason"));
  }

  @Override
  public void close() {
    types.values().forEach(flat -> Kept.release(flat.rows()));
    spark.conf().set(CODE, code);
  }
}
