package org.yunhe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.yunhe.lakehouse.config.YunheConfig;

/**
 * The streaming jobs that Flink runs, and how far each is behind Kafka. A job {@code x} reads as
 * consumer group {@code yunhe-x}.
 */
final class Flows {
  private static final String GROUP_PREFIX = "yunhe-";
  private static final String LANDING = "landing";

  /** Looks at the sources, and reads no topic to its end. */
  private static final String FEEDS = "feeds";

  private final YunheConfig config;

  Flows(YunheConfig config) {
    this.config = config;
  }

  /** Returns the state of each job by name, as Flink tells it. */
  Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    Http.probe(config.flink().url() + "/jobs/overview")
        .ifPresent(
            overview -> {
              for (JsonNode job : overview.path("jobs")) {
                states.merge(
                    job.path("name").asText(),
                    job.path("state").asText(),
                    (one, other) -> one.equals("RUNNING") ? one : other);
              }
            });
    return states;
  }

  /** Returns the names of the jobs that read topics. */
  Set<String> readers() {
    Set<String> readers = new LinkedHashSet<>(states().keySet());
    readers.remove(FEEDS);
    return readers;
  }

  /**
   * Returns how many records of {@code ends} a job has not committed yet. Landing reads every
   * topic; another job counts with the topics it reads, and with all of them before its first
   * commit.
   */
  static long lag(KafkaProbe kafka, String job, Map<TopicPartition, Long> ends) {
    String group = GROUP_PREFIX + job;
    return job.equals(LANDING) ? kafka.lag(group, ends) : kafka.lagOfOwnTopics(group, ends);
  }
}
