package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.yunhe.jobs.fhir.FhirViews;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.source.SourceTable;

/** Shows the newest images of a source's rows as temporary views, one a table, all texts. */
final class SourceViews {
  private static final String IMAGE = "_image";

  private final Dataset<Row> images;
  private final FlatResources resources;
  private final DicomColumns dicom = new DicomColumns();

  SourceViews(Dataset<Row> images, FlatResources resources) {
    this.images = images;
    this.resources = resources;
  }

  /** Makes the views of some tables of a source. */
  void create(SourceDefinition source, Set<String> tables) {
    tables.forEach(
        table -> view(source, source.tables().get(table)).createOrReplaceTempView(table));
  }

  private Dataset<Row> view(SourceDefinition source, SourceTable table) {
    if (source.isFhir()) {
      return fhir(source, table);
    }
    Column image =
        source.isDicom()
            ? dicom.parsed(table.columns(), col("after"))
            : from_json(col("after"), texts(table));
    List<Column> columns =
        source.isDicom() ? dicom.columns(table.columns(), IMAGE) : List.of(col(IMAGE + ".*"));
    return select(standing(source, table).withColumn(IMAGE, image), columns, orgCode(source));
  }

  private static StructType texts(SourceTable table) {
    StructType type = new StructType();
    for (String column : table.columns()) {
      type = type.add(column, DataTypes.StringType);
    }
    return type;
  }

  private Dataset<Row> standing(SourceDefinition source, SourceTable table) {
    return images.where(
        col("source")
            .equalTo(source.source())
            .and(col("source_table").equalTo(table.name()))
            .and(col("op").notEqual(SourceLogs.DELETE)));
  }

  private Dataset<Row> fhir(SourceDefinition source, SourceTable table) {
    List<Column> columns = new ArrayList<>();
    table.columns().forEach(name -> columns.add(col(name)));
    columns.add(col(FhirViews.INDEX));
    return select(
        resources
            .rows(table.name())
            .where(col("source").equalTo(source.source()))
            .withColumn("source_table", lit(table.name())),
        columns,
        coalesce(
            col("org_code"),
            source.orgColumn() == null ? lit(source.orgCode()) : col(source.orgColumn())));
  }

  private static Dataset<Row> select(Dataset<Row> rows, List<Column> columns, Column orgCode) {
    return rows.select(
        Stream.concat(
                columns.stream(),
                Stream.of(
                    col("source").as("_source"),
                    col("source_table").as("_source_table"),
                    col("source_key").as("_source_key"),
                    col("source_position").as("_source_position"),
                    col("source_ts").as("_source_ts"),
                    orgCode.as("_org_code")))
            .toArray(Column[]::new));
  }

  private static Column orgCode(SourceDefinition source) {
    Column told =
        source.orgColumn() == null
            ? lit(source.orgCode())
            : source.isDicom()
                ? lit(null).cast("string")
                : get_json_object(col("after"), "$." + source.orgColumn());
    return coalesce(col("org_code"), told);
  }
}
