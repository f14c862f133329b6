package org.yunhe.streaming.landing;

import java.util.Map;

/**
 * What the landing job needs to know of the region it runs in.
 *
 * @param kafkaBootstrapServers brokers, host:port separated by commas
 * @param catalogName name of the Iceberg catalog, the same for every engine
 * @param catalogProperties Iceberg's own properties of the catalog
 * @param parallelism readers and writers beside each other
 * @param kafkaProperties further properties of the Kafka consumer
 */
public record LandingConfig(
    String kafkaBootstrapServers,
    String catalogName,
    Map<String, String> catalogProperties,
    int parallelism,
    Map<String, String> kafkaProperties) {

  public LandingConfig {
    catalogProperties = Map.copyOf(catalogProperties);
    kafkaProperties = Map.copyOf(kafkaProperties);
  }
}
