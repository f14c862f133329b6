package org.yunhe.streaming.feed;

import java.util.List;
import org.apache.flink.table.data.RowData;
import org.yunhe.lakehouse.feed.FeedLag;
import org.yunhe.streaming.landing.Fields;

/** The columns of {@code ops.feed_lag}, and its rows. */
final class FeedTable {
  static final String NAME = "ops.feed_lag";

  static final List<String> COLUMNS =
      List.of(
          "source",
          "protocol",
          "state",
          "timezone",
          "lag_bytes",
          "lag_records",
          "lag_seconds",
          "last_source_ts",
          "measured_at");

  private FeedTable() {}

  static RowData row(FeedLag lag, String timezone) {
    return new Fields(COLUMNS)
        .text(lag.source())
        .text(lag.protocol())
        .text(lag.state())
        .text(timezone)
        .value(lag.bytes())
        .value(lag.records())
        .value(lag.seconds())
        .time(lag.newest())
        .time(lag.measuredAt())
        .row();
  }
}
