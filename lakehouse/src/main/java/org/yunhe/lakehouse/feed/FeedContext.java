package org.yunhe.lakehouse.feed;

import java.util.Map;
import org.yunhe.lakehouse.config.YunheConfig;

/**
 * What a feed is made of.
 *
 * @param config the installation
 * @param source name of the source, which is that of its connector
 * @param protocol how the source's file says it is captured
 * @param settings settings of its connector
 */
public record FeedContext(
    YunheConfig config, String source, String protocol, Map<String, String> settings) {

  /** Returns a setting of the connector, or {@code otherwise}. */
  String setting(String name, String otherwise) {
    return settings.getOrDefault(name, otherwise);
  }

  /** Returns whether the connector reads its access from a secrets file of the source. */
  boolean hasSecrets() {
    return settings.values().stream().anyMatch(value -> value.contains(secretsName()));
  }

  String secretsName() {
    return "secrets/" + source + ".properties";
  }
}
