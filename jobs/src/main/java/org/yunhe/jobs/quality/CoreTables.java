package org.yunhe.jobs.quality;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.quality.QualityRule;
import org.yunhe.models.quality.RuleCatalog;

/**
 * Asks the rules about what stands in core: conditions row by row, references by a join.
 *
 * @param lake tables
 * @param rules rules of the contracts
 * @param now time of judging
 */
record CoreTables(Lake lake, Broadcast<RuleCatalog> rules, Instant now) {
  private static final List<String> PROVENANCE =
      List.of("source", "source_table", "source_key", "source_row", "source_position", "source_ts");
  private static final long FEW = 2_000_000;

  /** Returns violations and counts of the conditions of a table. */
  Dataset<Row> conditions(TableContract table) {
    List<QualityRule> conditions = rules.value().conditions(table.fullName(), rule -> true);
    return lake.read(table.fullName())
        .select(columns(table, conditions))
        .mapPartitions(new TableJudge(rules, List.copyOf(conditions), key(table), now), encoder());
  }

  /** Returns the violations of a reference of a table: rows that lead nowhere. */
  Dataset<Row> dangling(TableContract table, QualityRule rule) {
    Dataset<Row> there =
        lake.read(rule.referencedTable())
            .select(col(rule.referencedColumn()).as("_found"))
            .distinct();
    if (lake.recordCount(rule.referencedTable()) <= FEW) {
      there = broadcast(there);
    }
    List<String> key = key(table);
    MapFunction<Row, Row> violation =
        row -> Finding.of(RuleCatalog.reference(rule, row.getAs(rule.column()), false), row, key);
    return lake.read(table.fullName())
        .where(col(rule.column()).isNotNull())
        .join(there, col(rule.column()).equalTo(col("_found")), "left_anti")
        .select(columns(table, List.of(rule)))
        .map(violation, encoder());
  }

  private static Encoder<Row> encoder() {
    return Encoders.row(Finding.SCHEMA);
  }

  private static List<String> key(TableContract table) {
    return new ArrayList<>(table.primaryKey().stream().map(ColumnContract::name).toList());
  }

  private static Column[] columns(TableContract table, List<QualityRule> rules) {
    Set<String> names = new TreeSet<>(PROVENANCE);
    names.addAll(key(table));
    if (table.column("org_code").isPresent()) {
      names.add("org_code");
    }
    rules.forEach(rule -> names.addAll(rule.columns()));
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
