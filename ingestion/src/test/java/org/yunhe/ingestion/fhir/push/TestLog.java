package org.yunhe.ingestion.fhir.push;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Reads what is committed in Kafka, as landing does. */
final class TestLog {
  private final String bootstrap;

  TestLog(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Returns the values of all committed records of {@code topic}, in their order. */
  List<String> values(String topic) {
    return records(topic).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Returns all committed records of {@code topic} up to now. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap,
            "group.id", "test-" + UUID.randomUUID(),
            "isolation.level", "read_committed",
            "enable.auto.commit", "false",
            "allow.auto.create.topics", "false");
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<PartitionInfo> known = consumer.listTopics().getOrDefault(topic, List.of());
      List<TopicPartition> partitions =
          known.stream().map(each -> new TopicPartition(topic, each.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> written = written(partitions);
      // A commit is answered before its marks stand in the partitions.
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> consumer.endOffsets(partitions), ends -> reached(ends, written));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(500)).forEach(all::add);
      }
    }
    return all;
  }

  /** Returns the ends of the partitions, with what is not yet committed. */
  private Map<TopicPartition, Long> written(List<TopicPartition> partitions) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions);
    }
  }

  private static boolean reached(
      Map<TopicPartition, Long> ends, Map<TopicPartition, Long> written) {
    return written.entrySet().stream().allMatch(end -> ends.get(end.getKey()) >= end.getValue());
  }
}
