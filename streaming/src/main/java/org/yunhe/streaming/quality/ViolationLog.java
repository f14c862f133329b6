package org.yunhe.streaming.quality;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.yunhe.streaming.landing.Truncation;

/**
 * Writes what a version of a row violates, and ends what its earlier version violated, also where
 * the whole table was emptied. A row that never violated anything costs no state.
 */
final class ViolationLog
    extends KeyedBroadcastProcessFunction<String, JudgedRow, Truncation, RowData> {
  private static final long serialVersionUID = 1L;

  /** How long a mended row is remembered, so that a change delivered twice says nothing twice. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final ValueStateDescriptor<JudgedRow> OPEN =
      new ValueStateDescriptor<>("open", JudgedRow.class);

  private transient ValueState<JudgedRow> open;
  private transient ValueState<String> mended;

  @Override
  public void open(OpenContext context) {
    open = getRuntimeContext().getState(OPEN);
    ValueStateDescriptor<String> descriptor = new ValueStateDescriptor<>("mended", String.class);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(REMEMBERED).build());
    mended = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(JudgedRow row, ReadOnlyContext context, Collector<RowData> rows)
      throws Exception {
    JudgedRow known = open.value();
    if (isOld(row, known) || isRemoved(row, context)) {
      return;
    }
    long now = context.currentProcessingTime();
    if (known != null) {
      known.findings().forEach(each -> rows.collect(ViolationTable.resolved(each, now)));
      mended.update(row.position());
    }
    row.findings().forEach(each -> rows.collect(ViolationTable.open(each, now)));
    keep(row);
  }

  @Override
  public void processBroadcastElement(
      Truncation truncation, Context context, Collector<RowData> rows) throws Exception {
    truncation.keep(context.getBroadcastState(Truncation.NEWEST));
    long now = context.currentProcessingTime();
    context.applyToKeyedState(
        OPEN,
        (key, state) -> {
          JudgedRow known = state.value();
          if (known != null && truncation.removes(key, known.position())) {
            known.findings().forEach(each -> rows.collect(ViolationTable.resolved(each, now)));
            state.clear();
          }
        });
  }

  /** Whether the row's table was emptied after this version; what was open has ended then. */
  private boolean isRemoved(JudgedRow row, ReadOnlyContext context) throws Exception {
    return Truncation.removed(
        row.rowKey(), row.position(), context.getBroadcastState(Truncation.NEWEST));
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
