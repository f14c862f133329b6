package org.yunhe.streaming.feed;

import org.yunhe.lakehouse.catalog.CatalogProperties;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.streaming.session.StreamingJob;
import org.yunhe.streaming.session.StreamingJobProvider;

/** The measurement of feeds as {@code yunhe.yaml} describes it. */
public final class FeedProvider implements StreamingJobProvider {

  @Override
  public StreamingJob create(YunheConfig config) {
    return new FeedJob(config.lake().catalog(), CatalogProperties.of(config));
  }
}
