package org.yunhe.streaming.quality;

import java.time.Duration;
import org.yunhe.lakehouse.catalog.CatalogProperties;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.streaming.session.StreamingJob;
import org.yunhe.streaming.session.StreamingJobProvider;

/** The quality job as {@code yunhe.yaml} describes it. */
public final class QualityProvider implements StreamingJobProvider {
  private static final Duration FLUSH = Duration.ofSeconds(15);

  @Override
  public StreamingJob create(YunheConfig config) {
    return new QualityJob(
        new QualityConfig(
            config.kafka().bootstrap(),
            config.lake().catalog(),
            CatalogProperties.of(config),
            config.flink().parallelism(),
            config.flink().referenceGrace(),
            FLUSH));
  }
}
