package org.yunhe.streaming.quality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.yunhe.models.quality.Verdict;
import org.yunhe.streaming.landing.Truncation;

/**
 * Answers references value by value. One that leads nowhere waits, for tables arrive in any order;
 * once its time is over it is a violation, which ends when the value arrives after all. While first
 * readings of tables go on, what came from them waits longer. Rows of a table that was emptied wait
 * for nothing.
 */
final class ReferenceTracker
    extends KeyedBroadcastProcessFunction<String, ReferenceEvent, Truncation, RowData> {
  private static final long serialVersionUID = 1L;

  private static final MapStateDescriptor<String, Waiting> WAITING =
      new MapStateDescriptor<>("waiting", String.class, Waiting.class);

  private final long grace;
  private final OutputTag<MetricCount> counts;
  private transient ValueState<String> standing;
  private transient MapState<String, Waiting> waiting;
  private transient long snapshotSeen;

  ReferenceTracker(Duration grace, OutputTag<MetricCount> counts) {
    this.grace = grace.toMillis();
    this.counts = counts;
  }

  /**
   * A reference that leads nowhere yet.
   *
   * @param event the reference
   * @param dueAt when it becomes a violation, milliseconds UTC
   * @param reported whether it has
   */
  public record Waiting(ReferenceEvent event, long dueAt, boolean reported) {}

  @Override
  public void open(OpenContext context) {
    standing = getRuntimeContext().getState(new ValueStateDescriptor<>("standing", String.class));
    waiting = getRuntimeContext().getMapState(WAITING);
    snapshotSeen = System.currentTimeMillis();
  }

  @Override
  public void processElement(ReferenceEvent event, ReadOnlyContext context, Collector<RowData> rows)
      throws Exception {
    long now = context.currentProcessingTime();
    if (event.snapshot()) {
      snapshotSeen = now;
    }
    switch (event.kind()) {
      case STANDS -> {
        standing.update(event.rowKey());
        found(now, context, rows);
      }
      case GONE -> {
        if (event.rowKey().equals(standing.value())) {
          standing.clear();
        }
      }
      case REFERS -> {
        if (!Truncation.removed(
            event.rowKey(), event.position(), context.getBroadcastState(Truncation.NEWEST))) {
          refer(event, now, context, rows);
        }
      }
      case WITHDRAWN -> forget(event, now, rows);
    }
  }

  @Override
  public void processBroadcastElement(
      Truncation truncation, Context context, Collector<RowData> rows) throws Exception {
    truncation.keep(context.getBroadcastState(Truncation.NEWEST));
    long now = context.currentProcessingTime();
    context.applyToKeyedState(
        WAITING,
        (value, state) -> {
          List<String> gone = new ArrayList<>();
          for (Map.Entry<String, Waiting> entry : state.entries()) {
            ReferenceEvent event = entry.getValue().event();
            if (truncation.removes(event.rowKey(), event.position())) {
              gone.add(entry.getKey());
              if (entry.getValue().reported()) {
                rows.collect(ViolationTable.resolved(event.finding(), now));
              }
            }
          }
          for (String key : gone) {
            state.remove(key);
          }
        });
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<RowData> rows) throws Exception {
    long now = context.timerService().currentProcessingTime();
    List<Map.Entry<String, Waiting>> due = new ArrayList<>();
    for (Map.Entry<String, Waiting> entry : waiting.entries()) {
      if (!entry.getValue().reported() && entry.getValue().dueAt() <= now) {
        due.add(Map.entry(entry.getKey(), entry.getValue()));
      }
    }
    for (Map.Entry<String, Waiting> entry : due) {
      ReferenceEvent event = entry.getValue().event();
      if (event.snapshot() && now - snapshotSeen < grace) {
        waitFor(entry.getKey(), event, snapshotSeen + grace, context);
      } else {
        waiting.put(entry.getKey(), new Waiting(event, entry.getValue().dueAt(), true));
        rows.collect(ViolationTable.open(event.finding(), now));
        context.output(counts, count(event, Verdict.VIOLATED));
      }
    }
  }

  private void refer(
      ReferenceEvent event, long now, ReadOnlyContext context, Collector<RowData> rows)
      throws Exception {
    Waiting older = waiting.get(key(event));
    if (older != null && event.position().compareTo(older.event().position()) <= 0) {
      return;
    }
    if (older != null) {
      forget(event, now, rows);
    }
    if (standing.value() != null) {
      context.output(counts, count(event, Verdict.PASSED));
    } else {
      waitFor(key(event), event, now + grace, context);
    }
  }

  private void waitFor(String key, ReferenceEvent event, long dueAt, ReadOnlyContext context)
      throws Exception {
    waiting.put(key, new Waiting(event, dueAt, false));
    context.timerService().registerProcessingTimeTimer(dueAt);
  }

  /** The value is there: what waited for it passes, what was reported ends. */
  private void found(long now, ReadOnlyContext context, Collector<RowData> rows) throws Exception {
    for (Waiting each : waiting.values()) {
      if (each.reported()) {
        rows.collect(ViolationTable.resolved(each.event().finding(), now));
      } else {
        context.output(counts, count(each.event(), Verdict.PASSED));
      }
    }
    waiting.clear();
  }

  /** The row refers to the value no longer, or in a newer version. */
  private void forget(ReferenceEvent event, long now, Collector<RowData> rows) throws Exception {
    Waiting known = waiting.get(key(event));
    if (known != null && known.reported()) {
      rows.collect(ViolationTable.resolved(known.event().finding(), now));
    }
    waiting.remove(key(event));
  }

  private static String key(ReferenceEvent event) {
    return event.finding().rule().id() + "|" + event.rowKey() + "|" + event.finding().sourceRow();
  }

  private static MetricCount count(ReferenceEvent event, Verdict verdict) {
    Finding finding = event.finding();
    return MetricCount.of(
        MetricKey.of(event.changedAt(), finding.source(), finding.orgCode(), finding.rule()),
        verdict);
  }
}
