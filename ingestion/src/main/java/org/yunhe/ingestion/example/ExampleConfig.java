package org.yunhe.ingestion.example;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The settings of the connector, with their meaning. */
final class ExampleConfig extends AbstractConfig {
  private static final String URL = "example.url";
  private static final String PAGE = "example.page.size";
  private static final String INTERVAL = "example.poll.interval.ms";

  static final ConfigDef SETTINGS =
      new ConfigDef()
          .define(URL, Type.STRING, Importance.HIGH, "address of the list of changes")
          .define(
              PAGE,
              Type.INT,
              1000,
              Range.between(1, 100_000),
              Importance.LOW,
              "most changes a page")
          .define(
              INTERVAL,
              Type.LONG,
              1000L,
              Range.atLeast(1),
              Importance.LOW,
              "pause when nothing is new, ms");

  ExampleConfig(Map<String, String> settings) {
    super(SETTINGS, settings);
  }

  /** The source's name, which is the connector's. */
  String source() {
    return originalsStrings().get("name");
  }

  /** The address of the changes after number {@code after}. */
  URI changesAfter(long after) {
    return URI.create(getString(URL) + "?after=" + after + "&limit=" + getInt(PAGE));
  }

  Duration pause() {
    return Duration.ofMillis(getLong(INTERVAL));
  }
}
