package org.yunhe.jobs.quality;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.mapping.MappedRow;
import org.yunhe.models.quality.Judgement;
import org.yunhe.models.quality.QualityRule;
import org.yunhe.models.quality.ViolationId;

/**
 * Violations as rows, and counts of verdicts beside them: what the engines of this package give.
 */
final class Finding {
  /** A violation has all columns but the counts; a count has the rule and the counts only. */
  static final StructType SCHEMA =
      new StructType()
          .add("rule_id", DataTypes.StringType, false)
          .add("passed", DataTypes.LongType)
          .add("violated", DataTypes.LongType)
          .add("not_applicable", DataTypes.LongType)
          .add("violation_id", DataTypes.StringType)
          .add("severity", DataTypes.StringType)
          .add("axis", DataTypes.StringType)
          .add("target_table", DataTypes.StringType)
          .add("record_id", DataTypes.StringType)
          .add("source", DataTypes.StringType)
          .add("source_table", DataTypes.StringType)
          .add("source_key", DataTypes.StringType)
          .add("source_row", DataTypes.IntegerType)
          .add("source_position", DataTypes.StringType)
          .add("org_code", DataTypes.StringType)
          .add("column_name", DataTypes.StringType)
          .add("value", DataTypes.StringType)
          .add("reason", DataTypes.StringType)
          .add("event_at", DataTypes.TimestampType);

  private Finding() {}

  /** Where a record comes from. */
  private record Origin(
      String recordId,
      String source,
      String table,
      String key,
      int row,
      String position,
      String orgCode,
      Instant eventAt) {}

  /** Returns how often a rule gave each verdict. */
  static Row count(String rule, long passed, long violated, long notApplicable) {
    Object[] values = new Object[SCHEMA.size()];
    values[0] = rule;
    values[1] = passed;
    values[2] = violated;
    values[3] = notApplicable;
    return RowFactory.create(values);
  }

  /** Returns a violation of a row of core; {@code key} names the columns of its primary key. */
  static Row of(Judgement judged, Row row, List<String> key) {
    String orgColumn = "org_code";
    boolean told = List.of(row.schema().fieldNames()).contains(orgColumn);
    return of(
        judged,
        new Origin(
            key.stream().map(name -> row.getAs(name).toString()).collect(Collectors.joining("|")),
            row.getAs("source"),
            row.getAs("source_table"),
            row.getAs("source_key"),
            row.<Integer>getAs("source_row"),
            row.getAs("source_position"),
            told ? row.getAs(orgColumn) : null,
            row.getAs("source_ts")));
  }

  /** Returns a violation of a row that core could not take. */
  static Row of(Judgement judged, MappedRow row) {
    return of(judged, origin(row));
  }

  /** Returns a value that does not fit the contract. */
  static Row of(MappedRow.Fault fault, MappedRow row) {
    String axis = fault.code().equals("YQ-REQUIRED") ? "completeness" : "conformance";
    return row(
        fault.code(),
        "fatal",
        axis,
        row.target().fullName(),
        fault.column(),
        null,
        fault.reason(),
        origin(row));
  }

  private static Row of(Judgement judged, Origin origin) {
    QualityRule rule = judged.rule();
    return row(
        rule.id(),
        rule.severity().name().toLowerCase(Locale.ROOT),
        rule.axis(),
        rule.table(),
        rule.column(),
        judged.value(),
        judged.reason(),
        origin);
  }

  private static Row row(
      String rule,
      String severity,
      String axis,
      String target,
      String column,
      String value,
      String reason,
      Origin origin) {
    return RowFactory.create(
        rule,
        null,
        null,
        null,
        ViolationId.of(
            rule,
            origin.source(),
            origin.table(),
            origin.key(),
            origin.row(),
            origin.position(),
            column),
        severity,
        axis,
        target,
        origin.recordId(),
        origin.source(),
        origin.table(),
        origin.key(),
        origin.row(),
        origin.position(),
        origin.orgCode(),
        column,
        value,
        reason,
        origin.eventAt());
  }

  private static Origin origin(MappedRow row) {
    List<Object> key =
        row.target().primaryKey().stream()
            .map(ColumnContract::name)
            .map(row.values()::get)
            .collect(Collectors.toList());
    Object told = row.values().get("org_code");
    return new Origin(
        key.contains(null)
            ? null
            : key.stream().map(Object::toString).collect(Collectors.joining("|")),
        row.origin().source(),
        row.origin().table(),
        row.origin().key(),
        row.sourceRow(),
        row.origin().position(),
        told == null ? row.origin().orgCode() : Objects.toString(told),
        row.origin().changedAt());
  }
}
