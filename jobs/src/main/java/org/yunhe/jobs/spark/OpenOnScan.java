package org.yunhe.jobs.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Function1;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Puts the decryption of encrypted columns above every scan of a table of the lake, whether it
 * comes from SQL or from code. What rewrites rows (merges, compaction) is no such scan: it carries
 * encrypted values as they are.
 */
final class OpenOnScan extends Rule<LogicalPlan> {
  /** Marks a scan that is under its decryption already; Iceberg passes over it. */
  private static final String OPENED = "yunhe-opened";

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    Optional<SealedTables> sealed = SealedTables.of(key -> conf().getConfString(key, null));
    return sealed.isEmpty() ? plan : (LogicalPlan) plan.transformUp(opening(sealed.get()));
  }

  private static AbstractPartialFunction<LogicalPlan, LogicalPlan> opening(SealedTables sealed) {
    return new AbstractPartialFunction<>() {
      @Override
      public boolean isDefinedAt(LogicalPlan plan) {
        return plan instanceof DataSourceV2Relation scan && columns(scan, sealed).isPresent();
      }

      @Override
      public <A extends LogicalPlan, B> B applyOrElse(A plan, Function1<A, B> otherwise) {
        @SuppressWarnings("unchecked")
        B opened =
            isDefinedAt(plan)
                ? (B) opened((DataSourceV2Relation) plan, sealed)
                : otherwise.apply(plan);
        return opened;
      }
    };
  }

  private static Optional<Set<String>> columns(DataSourceV2Relation scan, SealedTables sealed) {
    if (scan.options().containsKey(OPENED)) {
      return Optional.empty();
    }
    return tableOf(scan).map(sealed.columns()::get);
  }

  /**
   * Returns {@code layer.table}, where it is a table of a catalog and not files to be rewritten.
   */
  private static Optional<String> tableOf(DataSourceV2Relation scan) {
    if (!(scan.table() instanceof SparkTable table) || scan.catalog().isEmpty()) {
      return Optional.empty();
    }
    String catalog = scan.catalog().get().name() + ".";
    String name = table.table().name();
    return name.startsWith(catalog)
        ? Optional.of(name.substring(catalog.length()))
        : Optional.empty();
  }

  private static LogicalPlan opened(DataSourceV2Relation scan, SealedTables sealed) {
    String table = tableOf(scan).orElseThrow();
    Set<String> names = sealed.columns().get(table);
    List<AttributeReference> scanned = new ArrayList<>();
    List<NamedExpression> columns = new ArrayList<>();
    for (AttributeReference column : CollectionConverters.asJava(scan.output())) {
      if (names.contains(column.name())) {
        AttributeReference stored = (AttributeReference) column.newInstance();
        scanned.add(stored);
        columns.add(alias(stored, column, sealed.opening(table + "." + column.name())));
      } else {
        scanned.add(column);
        columns.add(column);
      }
    }
    Map<String, String> options = new HashMap<>(scan.options().asCaseSensitiveMap());
    options.put(OPENED, "true");
    return new Project(
        seq(columns),
        scan.copy(
            scan.table(),
            seq(scanned),
            scan.catalog(),
            scan.identifier(),
            new CaseInsensitiveStringMap(options),
            scan.timeTravelSpec()));
  }

  private static Alias alias(
      AttributeReference stored, AttributeReference column, OpenValue opening) {
    return new Alias(
        new ApplyFunctionExpression(opening, seq(List.<Expression>of(stored))),
        column.name(),
        column.exprId(),
        column.qualifier(),
        Option.apply(column.metadata()),
        seq(List.of()));
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
