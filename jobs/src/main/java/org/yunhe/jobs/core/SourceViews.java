package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;

import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.source.SourceTable;

/** Shows the newest images of a source's rows as temporary views, one a table, all texts. */
final class SourceViews {
  private final Dataset<Row> images;

  SourceViews(Dataset<Row> images) {
    this.images = images;
  }

  /** Makes the views of some tables of a source. */
  void create(SourceDefinition source, Set<String> tables) {
    tables.forEach(
        table -> view(source, source.tables().get(table)).createOrReplaceTempView(table));
  }

  private Dataset<Row> view(SourceDefinition source, SourceTable table) {
    StructType type = new StructType();
    for (String column : table.columns()) {
      type = type.add(column, DataTypes.StringType);
    }
    return images
        .where(
            col("source")
                .equalTo(source.source())
                .and(col("source_table").equalTo(table.name()))
                .and(col("op").notEqual(ChangeLog.DELETE)))
        .select(
            from_json(col("after"), type).as("row"),
            col("source").as("_source"),
            col("source_table").as("_source_table"),
            col("source_key").as("_source_key"),
            col("source_position").as("_source_position"),
            col("source_ts").as("_source_ts"),
            orgCode(source).as("_org_code"),
            col("op").as("_op"))
        .select(
            new Column[] {
              col("row.*"),
              col("_source"),
              col("_source_table"),
              col("_source_key"),
              col("_source_position"),
              col("_source_ts"),
              col("_org_code"),
              col("_op")
            });
  }

  private static Column orgCode(SourceDefinition source) {
    Column told =
        source.orgColumn() == null
            ? lit(source.orgCode())
            : get_json_object(col("after"), "$." + source.orgColumn());
    return coalesce(col("org_code"), told);
  }
}
