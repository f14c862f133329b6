package org.yunhe.streaming.feed;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.yunhe.streaming.landing.LakeTable;
import org.yunhe.streaming.session.StreamingJob;

/**
 * Looks at every connector and its source every few seconds and appends the worst of each minute to
 * {@code ops.feed_lag}.
 */
final class FeedJob implements StreamingJob {
  /** Its name in Flink and below the folder of checkpoints. */
  static final String NAME = "feeds";

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final double LOOKS_A_SECOND = 0.2;

  private final String catalogName;
  private final Map<String, String> catalog;

  FeedJob(String catalogName, Map<String, String> catalog) {
    this.catalogName = catalogName;
    this.catalog = Map.copyOf(catalog);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void define(StreamExecutionEnvironment environment) {
    LakeTable table = LakeTable.load(catalogName, catalog, FeedTable.NAME, FeedTable.COLUMNS);
    DataGeneratorSource<Long> ticks =
        new DataGeneratorSource<>(
            tick -> tick,
            Long.MAX_VALUE,
            RateLimiterStrategy.perSecond(LOOKS_A_SECOND),
            Types.LONG);
    table.append(
        environment
            .fromSource(ticks, WatermarkStrategy.noWatermarks(), "every 5 s")
            .uid("feeds-ticks")
            .setParallelism(1)
            .process(
                new FeedOperator(MINUTE),
                InternalTypeInfo.of(FlinkSchemaUtil.convert(table.table().schema())))
            .name("look at the feeds")
            .uid("feeds-look")
            .setParallelism(1),
        1);
  }
}
