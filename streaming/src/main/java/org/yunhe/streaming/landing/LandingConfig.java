package org.yunhe.streaming.landing;

import java.util.Map;
import org.yunhe.lakehouse.catalog.CatalogProperties;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.ValueSealer;

/**
 * What the landing job needs to know of the region it runs in.
 *
 * @param kafkaBootstrapServers brokers, host:port separated by commas
 * @param catalogName name of the Iceberg catalog, the same for every engine
 * @param catalogProperties Iceberg's own properties of the catalog
 * @param parallelism readers and writers beside each other
 * @param kafkaProperties further properties of the Kafka consumer
 * @param sealer encrypts row images, or null where they are written as they come
 */
public record LandingConfig(
    String kafkaBootstrapServers,
    String catalogName,
    Map<String, String> catalogProperties,
    int parallelism,
    Map<String, String> kafkaProperties,
    ValueSealer sealer) {

  public LandingConfig {
    catalogProperties = Map.copyOf(catalogProperties);
    kafkaProperties = Map.copyOf(kafkaProperties);
  }

  /** Describes landing as {@code yunhe.yaml} has it; makes the keys where encryption needs them. */
  public static LandingConfig of(YunheConfig config, Map<String, String> kafkaProperties) {
    return new LandingConfig(
        config.kafka().bootstrap(),
        config.lake().catalog(),
        CatalogProperties.of(config),
        config.flink().parallelism(),
        kafkaProperties,
        KeyAccess.inUse(config.encryption())
            .filter(access -> config.encryption().enabled())
            .map(ValueSealer::new)
            .orElse(null));
  }
}
