package org.yunhe.jobs.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Puts above every scan of a table of core, but {@code core.patient}, the condition that its rows
 * come from none of the sources that {@link RepeatedRows} leaves out.
 */
final class LeaveOutOnScan extends Rule<LogicalPlan> {
  /** Marks a scan that is under its condition already; Iceberg passes over it. */
  private static final String LEFT_OUT = "yunhe-left-out";

  private static final String LAYER = ".core.";
  private static final String REGISTRATIONS = ".core.patient";
  private static final String SOURCE = "source";

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    List<String> sources = RepeatedRows.sources(conf().getConfString(RepeatedRows.SETTING, ""));
    return sources.isEmpty() ? plan : (LogicalPlan) plan.transformUp(leavingOut(sources));
  }

  private static AbstractPartialFunction<LogicalPlan, LogicalPlan> leavingOut(
      List<String> sources) {
    return new AbstractPartialFunction<>() {
      @Override
      public boolean isDefinedAt(LogicalPlan plan) {
        return plan instanceof DataSourceV2Relation scan && source(scan).isPresent();
      }

      @Override
      public <A extends LogicalPlan, B> B applyOrElse(A plan, Function1<A, B> otherwise) {
        @SuppressWarnings("unchecked")
        B filtered =
            isDefinedAt(plan)
                ? (B) filtered((DataSourceV2Relation) plan, sources)
                : otherwise.apply(plan);
        return filtered;
      }
    };
  }

  /** Returns the column that says where a row comes from, of a scan that this is for. */
  private static Optional<AttributeReference> source(DataSourceV2Relation scan) {
    if (!(scan.table() instanceof SparkTable table)
        || scan.catalog().isEmpty()
        || scan.options().containsKey(LEFT_OUT)
        || !table.table().name().contains(LAYER)
        || table.table().name().endsWith(REGISTRATIONS)) {
      return Optional.empty();
    }
    return CollectionConverters.asJava(scan.output()).stream()
        .filter(column -> column.name().equals(SOURCE))
        .findFirst();
  }

  private static LogicalPlan filtered(DataSourceV2Relation scan, List<String> sources) {
    Map<String, String> options = new HashMap<>(scan.options().asCaseSensitiveMap());
    options.put(LEFT_OUT, "true");
    List<Expression> names =
        sources.stream()
            .map(
                name -> (Expression) new Literal(UTF8String.fromString(name), DataTypes.StringType))
            .toList();
    return new Filter(
        new Not(new In(source(scan).orElseThrow(), CollectionConverters.asScala(names).toSeq())),
        scan.copy(
            scan.table(),
            scan.output(),
            scan.catalog(),
            scan.identifier(),
            new CaseInsensitiveStringMap(options),
            scan.timeTravelSpec()));
  }
}
