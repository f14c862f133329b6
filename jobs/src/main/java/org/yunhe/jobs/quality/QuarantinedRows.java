package org.yunhe.jobs.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.mapping.MappedRow;
import org.yunhe.models.mapping.RowMapper;
import org.yunhe.models.mapping.SourceRow;
import org.yunhe.models.quality.Judgement;
import org.yunhe.models.quality.RuleCatalog;
import org.yunhe.models.source.SourceDefinition;

/**
 * Asks the rules about what core put into quarantine: the kept row images, mapped again row by row.
 */
final class QuarantinedRows {
  private static final String TABLE = "ops.quarantine";

  private final Lake lake;
  private final RowMapper mapper;
  private final RuleCatalog rules;
  private final Map<String, SourceDefinition> sources;
  private final Instant now;

  QuarantinedRows(
      Lake lake,
      RowMapper mapper,
      RuleCatalog rules,
      Map<String, SourceDefinition> sources,
      Instant now) {
    this.lake = lake;
    this.mapper = mapper;
    this.rules = rules;
    this.sources = sources;
    this.now = now;
  }

  /** Returns the violations, and adds every verdict to {@code counts}. */
  Dataset<Row> judge(RuleCounts counts) {
    List<Row> findings = new ArrayList<>();
    Iterator<Row> images =
        lake.read(TABLE)
            .where(col("stage").equalTo("core"))
            .where(col("payload").isNotNull())
            .select(
                col("source"),
                col("source_table"),
                col("source_key"),
                col("source_position"),
                expr("from_json(payload, 'map<string,string>')").as("columns"))
            .dropDuplicates("source", "source_table", "source_key")
            .toLocalIterator();
    while (images.hasNext()) {
      for (MappedRow row : mapper.map(sourceRow(images.next()))) {
        judge(row, counts, findings);
      }
    }
    return lake.spark().createDataFrame(findings, Finding.SCHEMA);
  }

  private void judge(MappedRow row, RuleCounts counts, List<Row> findings) {
    List<Judgement> judged = row.filter() == null ? rules.evaluate(row, now) : List.of();
    boolean unfit =
        !row.faults().isEmpty()
            || judged.stream().anyMatch(each -> each.isViolated() && each.rule().isFatal());
    if (row.filter() != null || !unfit) {
      return;
    }
    row.faults().forEach(fault -> findings.add(Finding.of(fault, row)));
    judged.forEach(counts::add);
    judged.stream()
        .filter(Judgement::isViolated)
        .forEach(each -> findings.add(Finding.of(each, row)));
  }

  private SourceRow sourceRow(Row image) {
    Map<String, String> columns = new TreeMap<>(image.<String, String>getJavaMap(4));
    SourceDefinition source = sources.get(image.getString(0));
    String orgCode =
        source == null
            ? null
            : source.orgColumn() == null ? source.orgCode() : columns.get(source.orgColumn());
    return new SourceRow(
        image.getString(0),
        image.getString(1),
        image.getString(2),
        image.getString(3),
        null,
        orgCode,
        columns);
  }
}
