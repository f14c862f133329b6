package org.yunhe.streaming.quality;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/**
 * Writes what a version of a row violates, and ends what its earlier version violated. A row that
 * never violated anything costs no state.
 */
final class ViolationLog extends KeyedProcessFunction<String, JudgedRow, RowData> {
  private static final long serialVersionUID = 1L;

  /** How long a mended row is remembered, so that a change delivered twice says nothing twice. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private transient ValueState<JudgedRow> open;
  private transient ValueState<String> mended;

  @Override
  public void open(OpenContext context) {
    open = getRuntimeContext().getState(new ValueStateDescriptor<>("open", JudgedRow.class));
    ValueStateDescriptor<String> descriptor = new ValueStateDescriptor<>("mended", String.class);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(REMEMBERED).build());
    mended = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(JudgedRow row, Context context, Collector<RowData> rows)
      throws Exception {
    JudgedRow known = open.value();
    if (isOld(row, known)) {
      return;
    }
    long now = context.timerService().currentProcessingTime();
    if (known != null) {
      known.findings().forEach(each -> rows.collect(ViolationTable.resolved(each, now)));
      mended.update(row.position());
    }
    row.findings().forEach(each -> rows.collect(ViolationTable.open(each, now)));
    keep(row);
  }

  private boolean isOld(JudgedRow row, JudgedRow known) throws Exception {
    String mendedAt = known == null ? mended.value() : known.position();
    return mendedAt != null && row.position().compareTo(mendedAt) <= 0;
  }

  private void keep(JudgedRow row) throws Exception {
    if (row.findings().isEmpty()) {
      open.clear();
    } else {
      open.update(new JudgedRow(row.rowKey(), row.position(), List.copyOf(row.findings())));
    }
  }
}
