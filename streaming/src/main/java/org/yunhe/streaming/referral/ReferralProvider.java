package org.yunhe.streaming.referral;

import java.time.Duration;
import org.yunhe.lakehouse.catalog.CatalogProperties;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.referral.TimeLimits;
import org.yunhe.streaming.session.StreamingJob;
import org.yunhe.streaming.session.StreamingJobProvider;

/** The referral job as {@code yunhe.yaml} describes it. */
public final class ReferralProvider implements StreamingJobProvider {
  private static final Duration QUIET = Duration.ofSeconds(10);

  @Override
  public StreamingJob create(YunheConfig config) {
    return new ReferralJob(
        new ReferralConfig(
            config.kafka().bootstrap(),
            config.lake().catalog(),
            CatalogProperties.of(config),
            config.flink().parallelism(),
            QUIET,
            TimeLimits.load()));
  }
}
