package org.yunhe.streaming.quality;

import java.time.Duration;
import java.util.Map;

/**
 * What the quality job needs to know of the region it runs in.
 *
 * @param kafkaBootstrapServers brokers, host:port separated by commas
 * @param catalogName name of the Iceberg catalog, the same for every engine
 * @param catalogProperties Iceberg's own properties of the catalog
 * @param parallelism judges beside each other
 * @param grace how long a reference may wait for what it leads to
 * @param flushInterval how often counts are written
 */
public record QualityConfig(
    String kafkaBootstrapServers,
    String catalogName,
    Map<String, String> catalogProperties,
    int parallelism,
    Duration grace,
    Duration flushInterval) {

  public QualityConfig {
    catalogProperties = Map.copyOf(catalogProperties);
  }
}
