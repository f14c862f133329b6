package org.yunhe.streaming.referral;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.yunhe.models.referral.TimeLimits;
import org.yunhe.streaming.landing.Truncation;

/**
 * Follows every referral with two timers at what is due next. The one in event time fires when the
 * log of every source has been read beyond it: on a backlog it cannot be wrong. The one in
 * processing time fires where the logs have been quiet since, for then no event would ever fire the
 * first. Where the table of referrals is emptied, each is gone.
 */
final class TrackFunction
    extends KeyedBroadcastProcessFunction<String, ReferralChange, ReferralChange, RowData> {
  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<Track> TRACK =
      new ValueStateDescriptor<>("track", Track.class);

  private final TimeLimits limits;
  private final long quietMillis;
  private final OutputTag<RowData> events;
  private final OutputTag<RowData> breaches;
  private final OutputTag<String> alerts;
  private transient Tracker tracker;
  private transient ValueState<Track> state;
  private transient Counter ignored;
  private transient long lastArrival;

  TrackFunction(
      TimeLimits limits,
      Duration quiet,
      OutputTag<RowData> events,
      OutputTag<RowData> breaches,
      OutputTag<String> alerts) {
    this.limits = limits;
    this.quietMillis = quiet.toMillis();
    this.events = events;
    this.breaches = breaches;
    this.alerts = alerts;
  }

  @Override
  public void open(OpenContext context) {
    tracker = new Tracker(limits);
    state = getRuntimeContext().getState(TRACK);
    ignored = getRuntimeContext().getMetricGroup().addGroup("referral").counter("ignored");
    lastArrival = System.currentTimeMillis();
  }

  /** Where a side output goes. */
  @FunctionalInterface
  private interface Outlet {
    <T> void put(OutputTag<T> tag, T value);
  }

  @Override
  public void processElement(
      ReferralChange change, ReadOnlyContext context, Collector<RowData> versions)
      throws Exception {
    TimerService timers = context.timerService();
    lastArrival = timers.currentProcessingTime();
    Instant read = Instant.ofEpochMilli(Math.max(0, timers.currentWatermark()));
    boolean removed =
        Truncation.removed(
            change.key(), change.position(), context.getBroadcastState(Truncation.NEWEST));
    Update update = removed ? null : tracker.take(state.value(), change, read);
    if (update == null) {
      ignored.inc();
      return;
    }
    write(update, context, versions);
  }

  @Override
  public void processBroadcastElement(
      ReferralChange change, Context context, Collector<RowData> versions) throws Exception {
    Truncation truncation = change.emptied();
    truncation.keep(context.getBroadcastState(Truncation.NEWEST));
    Instant read = Instant.ofEpochMilli(Math.max(0, context.currentWatermark()));
    Instant now = Instant.ofEpochMilli(context.currentProcessingTime());
    context.applyToKeyedState(
        TRACK,
        (key, known) -> {
          Track track = known.value();
          if (track != null && track.present() && truncation.removes(key, track.position())) {
            Update update = tracker.take(track, change.of(key), read);
            known.update(update.track());
            say(update, now, context::output, versions);
          }
        });
  }

  @Override
  public void onTimer(long at, OnTimerContext context, Collector<RowData> versions)
      throws Exception {
    TimerService timers = context.timerService();
    Instant asOf = Instant.ofEpochMilli(at);
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      long calm = lastArrival + quietMillis;
      if (timers.currentProcessingTime() < calm) {
        timers.registerProcessingTimeTimer(calm);
        return;
      }
      asOf = Instant.ofEpochMilli(timers.currentProcessingTime());
    }
    write(tracker.pass(state.value(), asOf), context, versions);
  }

  private void write(Update update, ReadOnlyContext context, Collector<RowData> versions)
      throws Exception {
    state.update(update.track());
    Instant now = Instant.ofEpochMilli(context.currentProcessingTime());
    say(update, now, context::output, versions);
    if (update.next() != null) {
      schedule(update.next().dueAt().toEpochMilli() + 1, context.timerService());
    }
  }

  private void say(Update update, Instant now, Outlet outlet, Collector<RowData> versions) {
    update.steps().forEach(step -> outlet.put(events, EventTable.row(update.track(), step, now)));
    for (Update.Broken broken : update.breaches()) {
      outlet.put(breaches, BreachTable.row(update.track(), broken, now));
      if (broken.alert()) {
        outlet.put(alerts, AlertRecord.of(update.track(), broken, now));
      }
    }
    if (update.changed()) {
      versions.collect(VersionTable.row(update, now));
    }
  }

  private void schedule(long due, TimerService timers) {
    timers.registerEventTimeTimer(due);
    timers.registerProcessingTimeTimer(Math.max(due, timers.currentProcessingTime()) + quietMillis);
  }
}
