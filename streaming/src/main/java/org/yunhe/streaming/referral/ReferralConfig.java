package org.yunhe.streaming.referral;

import java.time.Duration;
import java.util.Map;
import org.yunhe.models.referral.TimeLimits;

/**
 * What the referral job needs to know of the region it runs in.
 *
 * @param kafkaBootstrapServers brokers, host:port separated by commas
 * @param catalogName name of the Iceberg catalog, the same for every engine
 * @param catalogProperties Iceberg's own properties of the catalog
 * @param parallelism readers and trackers beside each other
 * @param quiet how long no change may have come before the clock stands in for the log
 * @param limits time limits of the states
 */
public record ReferralConfig(
    String kafkaBootstrapServers,
    String catalogName,
    Map<String, String> catalogProperties,
    int parallelism,
    Duration quiet,
    TimeLimits limits) {

  /** Topic of what somebody has to act on. */
  public static final String ALERTS = "alerts.referral";

  public ReferralConfig {
    catalogProperties = Map.copyOf(catalogProperties);
  }
}
