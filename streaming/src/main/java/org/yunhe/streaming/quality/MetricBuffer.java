package org.yunhe.streaming.quality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Adds counts up and writes the sums every few seconds, so that a minute costs few rows. What is
 * not written yet is part of the checkpoint: no count is lost or written twice.
 */
final class MetricBuffer extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<MetricCount, RowData> {
  private static final long serialVersionUID = 1L;

  private final long interval;
  private transient Map<MetricKey, MetricCount> sums;
  private transient ListState<MetricCount> kept;

  MetricBuffer(Duration interval) {
    this.interval = interval.toMillis();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    sums = new HashMap<>();
    kept =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("sums", MetricCount.class));
    for (MetricCount count : kept.get()) {
      add(count);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    schedule(0);
  }

  @Override
  public void processElement(StreamRecord<MetricCount> element) {
    add(element.getValue());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    kept.update(new ArrayList<>(sums.values()));
  }

  private void add(MetricCount count) {
    sums.merge(count.key(), count, MetricCount::plus);
  }

  private void schedule(long time) {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService().registerTimer(now + interval, this::flush);
  }

  private void flush(long time) {
    sums.values().forEach(count -> output.collect(new StreamRecord<>(MetricTable.row(count))));
    sums.clear();
    schedule(time);
  }
}
