package org.yunhe.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Asks Kafka how far its topics and their readers are. */
final class KafkaProbe implements AutoCloseable {
  private static final int SECONDS = 20;

  private final Admin admin;
  private final String bootstrap;

  KafkaProbe(String bootstrap) {
    this.bootstrap = bootstrap;
    this.admin = admin(bootstrap, SECONDS * 1000);
  }

  /** Returns whether the broker answers. */
  static boolean answers(String bootstrap) {
    try (Admin admin = admin(bootstrap, 3000)) {
      return !admin.describeCluster().nodes().get(4, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns the end offset of each partition of the wanted topics. */
  Map<TopicPartition, Long> ends(Predicate<String> wanted) {
    return await(
        () -> {
          Set<String> names =
              admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS).stream()
                  .filter(wanted)
                  .collect(Collectors.toSet());
          Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
          for (TopicDescription topic :
              admin.describeTopics(names).allTopicNames().get(SECONDS, TimeUnit.SECONDS).values()) {
            topic
                .partitions()
                .forEach(
                    partition ->
                        asked.put(
                            new TopicPartition(topic.name(), partition.partition()),
                            OffsetSpec.latest()));
          }
          Map<TopicPartition, Long> ends = new HashMap<>();
          for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
              admin.listOffsets(asked).all().get(SECONDS, TimeUnit.SECONDS).entrySet()) {
            ends.put(end.getKey(), end.getValue().offset());
          }
          return ends;
        });
  }

  /** Returns how many records of {@code ends} the reading group has not committed yet. */
  long lag(String group, Map<TopicPartition, Long> ends) {
    return lag(ends, committed(group));
  }

  /**
   * Returns the same for the topics that the group reads: those of which it has committed any
   * partition; before its first commit these are all.
   */
  long lagOfOwnTopics(String group, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
    Set<String> topics =
        committed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    Map<TopicPartition, Long> own = new HashMap<>(ends);
    if (!topics.isEmpty()) {
      own.keySet().removeIf(partition -> !topics.contains(partition.topic()));
    }
    return lag(own, committed);
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
    return await(
        () ->
            admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(SECONDS, TimeUnit.SECONDS));
  }

  private static long lag(
      Map<TopicPartition, Long> ends, Map<TopicPartition, OffsetAndMetadata> committed) {
    return ends.entrySet().stream()
        .mapToLong(
            end -> {
              OffsetAndMetadata done = committed.get(end.getKey());
              return Math.max(0, end.getValue() - (done == null ? 0 : done.offset()));
            })
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }

  private interface Question<T> {
    T ask() throws ExecutionException, TimeoutException, InterruptedException;
  }

  private <T> T await(Question<T> question) {
    try {
      return question.ask();
    } catch (ExecutionException | TimeoutException e) {
      throw new YunheException(
          ErrorCode.UNREACHABLE,
          "Kafka at " + bootstrap + " does not answer: " + e.getMessage(),
          "look at './yunhe logs kafka', then run './yunhe up' again",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new YunheException(ErrorCode.UNREACHABLE, "interrupted", "", e);
    }
  }

  private static Admin admin(String bootstrap, int timeoutMillis) {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
    return Admin.create(properties);
  }
}
