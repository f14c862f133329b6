package org.yunhe.streaming.drift;

import java.time.Instant;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.yunhe.streaming.drift.TableColumns.Told;
import org.yunhe.streaming.landing.Fields;

/** The columns of {@code ops.schema_drift}, and its rows. */
final class DriftTable {
  static final String NAME = "ops.schema_drift";

  static final List<String> COLUMNS =
      List.of(
          "drift_id",
          "status",
          "kind",
          "source",
          "source_table",
          "column_name",
          "type_before",
          "type_after",
          "source_position",
          "since",
          "detected_at");

  private DriftTable() {}

  static RowData row(Told told, long now) {
    Drift drift = told.drift();
    return new Fields(COLUMNS)
        .text(drift.id())
        .text(told.open() ? "open" : "resolved")
        .text(drift.kind().code())
        .text(drift.source())
        .text(drift.table())
        .text(drift.column())
        .text(drift.before())
        .text(drift.after())
        .text(told.position())
        .time(told.at() == null ? null : Instant.ofEpochMilli(told.at()))
        .time(Instant.ofEpochMilli(now))
        .row();
  }
}
