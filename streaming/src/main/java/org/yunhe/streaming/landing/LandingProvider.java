package org.yunhe.streaming.landing;

import java.util.Map;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.streaming.session.StreamingJob;
import org.yunhe.streaming.session.StreamingJobProvider;

/** The landing job as {@code yunhe.yaml} describes it. */
public final class LandingProvider implements StreamingJobProvider {

  @Override
  public StreamingJob create(YunheConfig config) {
    return new LandingJob(LandingConfig.of(config, Map.of()), SourceCatalog.load().sources());
  }
}
