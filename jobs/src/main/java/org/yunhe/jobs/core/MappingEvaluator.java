package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.yunhe.jobs.erasure.ErasedRows;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.mapping.MappingColumns;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.SourceDefinition;

/**
 * Evaluates one mapping for one source into rows of its core table, each with its verdict.
 *
 * <p>The result has every column of the contract and {@code _outcome} (see {@link Outcome}), {@code
 * _code} and {@code _column} of the first fault, {@code _reason} (text of all faults, or the rule
 * that filtered the row).
 */
final class MappingEvaluator {
  private final SparkSession spark;
  private final Column mergedAt;
  private final FatalRules rules;
  private final ErasedRows erased;

  MappingEvaluator(SparkSession spark, Column mergedAt, FatalRules rules, ErasedRows erased) {
    this.spark = spark;
    this.mergedAt = mergedAt;
    this.rules = rules;
    this.erased = erased;
  }

  /** Evaluates a mapping over the views of its source; fails with the file's name. */
  Dataset<Row> evaluate(SourceDefinition source, Mapping mapping, TableContract target) {
    Dataset<Row> mapped = analyse(source, mapping);
    MappingColumns.check(mapping, Arrays.asList(mapped.columns()), target);
    return judge(raw(source, mapped, target), mapped, target);
  }

  private Dataset<Row> analyse(SourceDefinition source, Mapping mapping) {
    String sql =
        mapping
            .sql()
            .replace("${source}", source.source())
            .replace("${timezone}", source.timezone());
    try {
      return spark.sql(sql);
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw MappingColumns.broken(
            mapping,
            "for source " + source.source() + ": " + e.getMessage().lines().findFirst().orElse(""),
            e);
      }
      throw e;
    }
  }

  private Dataset<Row> raw(SourceDefinition source, Dataset<Row> mapped, TableContract target) {
    Set<String> given = Set.copyOf(Arrays.asList(mapped.columns()));
    List<Column> columns = new ArrayList<>();
    columns.add(lit(source.source()).as("source"));
    columns.add(col("_source_table").as("source_table"));
    columns.add(col("_source_key").as("source_key"));
    columns.add(
        given.contains("_row")
            ? coalesce(col("_row").cast("int"), lit(1)).as("source_row")
            : lit(1).as("source_row"));
    columns.add(col("_source_position").as("source_position"));
    columns.add(col("_source_ts").as("source_ts"));
    Column skip = given.contains("_skip") ? col("_skip").cast("string") : lit(null).cast("string");
    columns.add(erased.rule(source.source(), skip, given).as("_skip"));
    MappingColumns.domain(target)
        .filter(column -> given.contains(column.name()))
        .forEach(column -> columns.add(col(column.name()).as("raw_" + column.name())));
    return mapped.select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> judge(Dataset<Row> raw, Dataset<Row> mapped, TableContract target) {
    List<Column> parsed = new ArrayList<>();
    parsed.add(col("*"));
    List<Column> faults = new ArrayList<>();
    for (ColumnContract column : MappingColumns.domain(target).toList()) {
      Column value = lit(null).cast(column.type().sql());
      Column given = lit(null).cast("string");
      DataType type = DataTypes.StringType;
      if (Arrays.asList(mapped.columns()).contains(column.name())) {
        type = typeOf(mapped, column.name());
        given = col("raw_" + column.name());
        value = new ColumnParser(column, type).parse(given);
      }
      parsed.add(value.as(column.name()));
      new ColumnParser(column, type).fault(given, col(column.name())).ifPresent(faults::add);
    }
    return verdict(raw.select(parsed.toArray(Column[]::new)), faults, target);
  }

  private Dataset<Row> verdict(Dataset<Row> parsed, List<Column> faults, TableContract target) {
    Column skipped = col("_skip").isNotNull();
    Column faulty = size(col("_faults")).gt(0);
    Column first = element_at(col("_faults"), 1);
    List<Column> columns = new ArrayList<>();
    target.columns().stream()
        .map(ColumnContract::name)
        .map(name -> name.equals("merged_at") ? mergedAt.as(name) : col(name))
        .forEach(columns::add);
    columns.add(
        when(skipped, Outcome.FILTERED.code())
            .when(faulty, Outcome.QUARANTINED.code())
            .otherwise(Outcome.CORE.code())
            .as("_outcome"));
    columns.add(when(skipped.unary_$bang().and(faulty), first.getField("code")).as("_code"));
    columns.add(when(skipped.unary_$bang().and(faulty), first.getField("column")).as("_column"));
    columns.add(
        when(skipped, col("_skip"))
            .when(faulty, array_join(col("_faults").getField("reason"), "; "))
            .as("_reason"));
    Column unfit = array_compact(array(faults.toArray(Column[]::new)));
    return parsed
        .withColumn("_faults", rules.of(target).map(broken -> concat(unfit, broken)).orElse(unfit))
        .select(columns.toArray(Column[]::new));
  }

  private static DataType typeOf(Dataset<Row> mapped, String column) {
    return Stream.of(mapped.schema().fields())
        .filter(field -> field.name().equals(column))
        .map(StructField::dataType)
        .map(type -> type.equals(DataTypes.NullType) ? DataTypes.StringType : type)
        .findFirst()
        .orElseThrow();
  }
}
