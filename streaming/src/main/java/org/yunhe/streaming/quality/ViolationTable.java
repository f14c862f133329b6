package org.yunhe.streaming.quality;

import java.time.Instant;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.yunhe.streaming.landing.Fields;

/** The columns of {@code ops.quality_violation}, and its rows. */
final class ViolationTable {
  static final String NAME = "ops.quality_violation";
  static final String ENGINE = "live";

  static final List<String> COLUMNS =
      List.of(
          "violation_id",
          "engine",
          "status",
          "rule_id",
          "severity",
          "axis",
          "target_table",
          "record_id",
          "source",
          "source_table",
          "source_key",
          "source_row",
          "source_position",
          "org_code",
          "column_name",
          "value",
          "reason",
          "event_at",
          "detected_at");

  private ViolationTable() {}

  static RowData open(Finding finding, long now) {
    return row(finding, "open", now);
  }

  static RowData resolved(Finding finding, long now) {
    return row(finding, "resolved", now);
  }

  private static RowData row(Finding finding, String status, long now) {
    return new Fields(COLUMNS)
        .text(finding.violationId())
        .text(ENGINE)
        .text(status)
        .text(finding.rule().id())
        .text(finding.rule().severity())
        .text(finding.rule().axis())
        .text(finding.rule().target())
        .text(finding.recordId())
        .text(finding.source())
        .text(finding.sourceTable())
        .text(finding.sourceKey())
        .value(finding.sourceRow())
        .text(finding.sourcePosition())
        .text(finding.orgCode())
        .text(finding.column())
        .text(finding.value())
        .text(finding.reason())
        .time(finding.eventAt() == null ? null : Instant.ofEpochMilli(finding.eventAt()))
        .time(Instant.ofEpochMilli(now))
        .row();
  }
}
