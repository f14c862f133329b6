package org.yunhe.streaming.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.feed.FeedLag;
import org.yunhe.lakehouse.feed.FeedMonitor;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/** Looks at every source at each tick. */
final class FeedOperator extends ProcessFunction<Long, RowData> {
  private static final long serialVersionUID = 1L;

  private final Duration minute;
  private transient FeedMonitor monitor;
  private transient Minutes minutes;
  private transient Map<String, String> timezones;

  FeedOperator(Duration minute) {
    this.minute = minute;
  }

  @Override
  public void open(OpenContext context) {
    List<SourceDefinition> sources = SourceCatalog.load().sources();
    timezones = new HashMap<>();
    sources.forEach(source -> timezones.put(source.source(), source.timezone()));
    monitor = new FeedMonitor(YunheConfig.load(), sources);
    minutes = new Minutes(minute);
  }

  @Override
  public void processElement(Long tick, Context context, Collector<RowData> rows) {
    for (FeedLag look : monitor.look(Instant.now())) {
      minutes
          .add(look)
          .ifPresent(lag -> rows.collect(FeedTable.row(lag, timezones.get(lag.source()))));
    }
  }

  @Override
  public void close() {
    if (monitor != null) {
      monitor.close();
    }
  }
}
