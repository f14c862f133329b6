package org.yunhe.streaming.landing;

import java.util.Map;

/** How the Kafka consumers of the jobs differ from Kafka's and Flink's defaults. */
public final class ConsumerProperties {
  private ConsumerProperties() {}

  /** Returns the properties that differ. */
  public static Map<String, String> defaults() {
    return Map.of(
        "partition.discovery.interval.ms",
        "5000",
        // A transaction that an institution pushed is there whole or not at all.
        "isolation.level",
        "read_committed",
        "metadata.max.age.ms",
        "5000",
        // Large batches: a backlog is read at the speed of the disk, a trickle is not held back.
        "max.poll.records",
        "5000",
        "fetch.max.bytes",
        Integer.toString(64 << 20),
        "max.partition.fetch.bytes",
        Integer.toString(8 << 20),
        "receive.buffer.bytes",
        Integer.toString(1 << 20));
  }
}
