package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.quality.Judgement;
import org.yunhe.models.quality.QualityRule;
import org.yunhe.models.quality.RuleCatalog;

/**
 * The fatal rules as faults of a mapped row: one that violates a rule does not enter core.
 *
 * @param rules rules of the contracts
 * @param now time of judging
 */
record FatalRules(Broadcast<RuleCatalog> rules, Instant now) {
  private static final ArrayType FAULTS =
      DataTypes.createArrayType(
          new StructType()
              .add("code", DataTypes.StringType)
              .add("column", DataTypes.StringType)
              .add("reason", DataTypes.StringType));

  /** Returns the faults (code, column, reason) of a row of {@code target}, where it has rules. */
  Optional<Column> of(TableContract target) {
    List<QualityRule> fatal = rules.value().conditions(target.fullName(), QualityRule::isFatal);
    if (fatal.isEmpty()) {
      return Optional.empty();
    }
    List<String> columns =
        Stream.concat(Stream.of("source"), fatal.stream().flatMap(rule -> rule.columns().stream()))
            .distinct()
            .toList();
    Column row = struct(columns.stream().map(name -> col(name)).toArray(Column[]::new));
    UDF1<Row, List<Row>> judge = new Judge(rules, List.copyOf(fatal), now);
    return Optional.of(
        when(col("_skip").isNull(), udf(judge, FAULTS).apply(row)).otherwise(array().cast(FAULTS)));
  }

  private record Judge(Broadcast<RuleCatalog> rules, List<QualityRule> fatal, Instant now)
      implements UDF1<Row, List<Row>> {
    @Override
    public List<Row> call(Row row) {
      return rules.value().evaluate(fatal, row.getAs("source"), row::getAs, now).stream()
          .filter(Judgement::isViolated)
          .map(
              judged ->
                  RowFactory.create(
                      judged.rule().reasonCode(), judged.rule().column(), judged.reason()))
          .toList();
    }
  }
}
