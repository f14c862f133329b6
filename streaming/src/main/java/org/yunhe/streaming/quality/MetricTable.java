package org.yunhe.streaming.quality;

import java.time.Instant;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.yunhe.streaming.landing.Fields;

/** The columns of {@code ops.quality_metric}, and its rows. */
final class MetricTable {
  static final String NAME = "ops.quality_metric";

  static final List<String> COLUMNS =
      List.of(
          "minute",
          "source",
          "org_code",
          "target_table",
          "rule_id",
          "severity",
          "axis",
          "checked",
          "violated",
          "not_applicable");

  private MetricTable() {}

  static RowData row(MetricCount count) {
    MetricKey key = count.key();
    return new Fields(COLUMNS)
        .time(Instant.ofEpochMilli(key.minute()))
        .text(key.source())
        .text(key.orgCode())
        .text(key.rule().target())
        .text(key.rule().id())
        .text(key.rule().severity())
        .text(key.rule().axis())
        .value(count.checked())
        .value(count.violated())
        .value(count.notApplicable())
        .row();
  }
}
