package org.yunhe.streaming.quality;

import org.yunhe.models.mapping.MappedRow;
import org.yunhe.models.quality.ViolationId;

/**
 * A rule that a record version violates, or would violate where a reference leads nowhere.
 *
 * @param violationId {@link ViolationId}
 * @param recordId primary key in the core table as text, or null
 * @param sourceKey key of the source row, JSON object
 * @param sourceRow ordinal among the rows that the source row gives, from 1
 * @param sourcePosition position in the source's log
 * @param orgCode institution, or null
 * @param column column that is blamed
 * @param value its value as text, or null
 * @param eventAt commit time in the source, milliseconds UTC, or null
 */
public record Finding(
    String violationId,
    RuleKey rule,
    String recordId,
    String source,
    String sourceTable,
    String sourceKey,
    int sourceRow,
    String sourcePosition,
    String orgCode,
    String column,
    String value,
    String reason,
    Long eventAt) {

  static Finding of(RuleKey rule, MappedRow row, String column, String value, String reason) {
    return new Finding(
        ViolationId.of(
            rule.id(),
            row.origin().source(),
            row.origin().table(),
            row.origin().key(),
            row.sourceRow(),
            row.origin().position(),
            column),
        rule,
        Rows.recordId(row),
        row.origin().source(),
        row.origin().table(),
        row.origin().key(),
        row.sourceRow(),
        row.origin().position(),
        Rows.orgCode(row),
        column,
        value,
        reason,
        row.origin().changedAt() == null ? null : row.origin().changedAt().toEpochMilli());
  }

  /** Which row of which source table it is about. */
  String rowKey() {
    return Rows.key(source, sourceTable, sourceKey);
  }
}
