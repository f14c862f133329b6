package org.yunhe.jobs.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import au.csiro.pathling.library.PathlingContext;
import au.csiro.pathling.library.io.source.DatasetSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.hl7.fhir.r4.model.Resource;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.view.ViewDefinition;

/**
 * Flattens resources by views. Input are rows with the columns of {@link #PROVENANCE} and {@code
 * after}, the JSON of the resource; each is parsed once.
 */
public final class FhirViews {
  /** Columns that a resource takes along to each of its rows. */
  public static final List<String> PROVENANCE =
      List.of("source", "source_key", "source_position", "source_ts", "org_code");

  /** Number of the row among those of its resource, from 1. */
  public static final String INDEX = "_index";

  /** Columns that have several values and may have one only; null where the row is good. */
  public static final String SEVERALS = "_severals";

  private static final StructType CARRIER =
      new StructType()
          .add("source", DataTypes.StringType)
          .add("source_key", DataTypes.StringType)
          .add("source_position", DataTypes.StringType)
          .add("source_ts", DataTypes.TimestampType)
          .add("org_code", DataTypes.StringType);

  private final SparkSession spark;
  private final PathlingContext pathling;

  /** Prepares Pathling in a session. */
  public FhirViews(SparkSession spark) {
    this.spark = spark;
    this.pathling = PathlingContext.builder(spark).build();
  }

  /**
   * Returns the rows that a view gives: its columns as texts, those of {@link #PROVENANCE}, {@link
   * #INDEX} and {@link #SEVERALS}. Resources that cannot be read are counted and give no row.
   */
  public Dataset<Row> flatten(
      Dataset<Row> resources, ViewDefinition view, LongAccumulator unreadable) {
    Dataset<Row> rows = numbered(evaluate(resources, view, unreadable), view);
    StructType schema = rows.schema();
    List<Column> columns = new ArrayList<>();
    columns.add(from_json(col(CarryingView.COLUMN), CARRIER).as("_from"));
    columns.add(col(INDEX));
    columns.add(ViewTexts.severals(view).as(SEVERALS));
    view.columns().forEach(column -> columns.add(ViewTexts.of(column, schema)));
    return rows.select(columns.toArray(Column[]::new))
        .select(
            Stream.of(
                    PROVENANCE.stream().map(name -> col("_from." + name)),
                    Stream.of(col(INDEX), col(SEVERALS)),
                    view.names().stream().map(name -> col(name)))
                .flatMap(part -> part)
                .toArray(Column[]::new));
  }

  /** Returns the resources of a type that cannot be read: PROVENANCE and {@code reason}. */
  public Dataset<Row> unreadable(Dataset<Row> resources, String type) {
    StructType found =
        new StructType().add("carrier", DataTypes.StringType).add("reason", DataTypes.StringType);
    return carried(resources)
        .mapPartitions(new UnreadableResources(type), Encoders.row(found))
        .select(from_json(col("carrier"), CARRIER).as("_from"), col("reason"))
        .select(col("_from.*"), col("reason"));
  }

  private Dataset<Row> evaluate(
      Dataset<Row> resources, ViewDefinition view, LongAccumulator unreadable) {
    Encoder<Resource> encoder = pathling.getFhirEncoders().of(view.resource());
    Dataset<Row> encoded =
        carried(resources)
            .mapPartitions(new ResourceReader(view.resource(), unreadable), encoder)
            .toDF();
    DatasetSource source = new DatasetSource(pathling).dataset(view.resource(), encoded);
    try {
      return source.view(view.resource()).json(CarryingView.of(view)).execute();
    } catch (RuntimeException e) {
      throw new YunheException(
          ErrorCode.BAD_MODEL,
          view.file() + ":1: " + ResourceParser.reason(e),
          "correct the view; docs/fhir.md says what it may do",
          e);
    }
  }

  private Dataset<Row> numbered(Dataset<Row> rows, ViewDefinition view) {
    if (!view.repeats()) {
      return rows.withColumn(INDEX, lit(1));
    }
    StructType schema = rows.schema();
    return rows.mapPartitions(
        new RowNumbers(schema.fieldIndex(CarryingView.COLUMN)),
        Encoders.row(schema.add(INDEX, DataTypes.IntegerType)));
  }

  private static Dataset<Row> carried(Dataset<Row> resources) {
    return resources.select(
        to_json(struct(PROVENANCE.stream().map(name -> col(name)).toArray(Column[]::new)))
            .as("carrier"),
        col("after"));
  }
}
