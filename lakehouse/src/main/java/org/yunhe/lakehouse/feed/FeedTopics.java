package org.yunhe.lakehouse.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How the topics {@code <kind>.<source>.<thing>} of each source stand. */
final class FeedTopics implements AutoCloseable {
  private static final List<String> KINDS = List.of("cdc", "fhir", "dicom");
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int POLLS = 10;
  private static final JsonFactory JSON = new JsonFactory();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final Map<TopicPartition, Long> seen = new HashMap<>();
  private final Map<String, Instant> newest = new HashMap<>();

  /**
   * The topics of one source.
   *
   * @param unlanded records that landing has not committed, or null
   * @param newest time of its newest record, or null
   */
  record Standing(Long unlanded, Instant newest) {
    static final Standing NONE = new Standing(null, null);
  }

  FeedTopics(String bootstrap) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "enable.auto.commit",
                "false",
                "default.api.timeout.ms",
                "10000",
                "max.partition.fetch.bytes",
                "65536"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  /** Returns how the topics of each source stand; nothing where Kafka does not answer. */
  Map<String, Standing> standing() {
    try {
      Map<TopicPartition, Long> ends = ends();
      readNewest(ends);
      Map<TopicPartition, OffsetAndMetadata> landed =
          admin.listConsumerGroupOffsets("yunhe-landing").partitionsToOffsetAndMetadata().get();
      Map<String, Standing> standing = new HashMap<>();
      ends.forEach(
          (partition, end) -> {
            OffsetAndMetadata done = landed.get(partition);
            long open = Math.max(0, end - (done == null ? 0 : done.offset()));
            standing.merge(
                source(partition.topic()),
                new Standing(open, newest.get(source(partition.topic()))),
                (one, other) -> new Standing(one.unlanded() + other.unlanded(), one.newest()));
          });
      return standing;
    } catch (KafkaException | ExecutionException e) {
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private Map<TopicPartition, Long> ends() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Map.Entry<String, List<PartitionInfo>> topic : consumer.listTopics().entrySet()) {
      if (KINDS.contains(topic.getKey().split("\\.", -1)[0])
          && topic.getKey().split("\\.", -1).length == 3) {
        topic
            .getValue()
            .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
      }
    }
    return consumer.endOffsets(partitions);
  }

  /** Reads the last records of the partitions that have grown since the last time. */
  private void readNewest(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> grown = new HashMap<>(ends);
    grown.entrySet().removeIf(end -> end.getValue().equals(seen.getOrDefault(end.getKey(), 0L)));
    consumer.assign(grown.keySet());
    // A delete is followed by its tombstone, so the last record with a value is the second last.
    grown.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - 2)));
    for (int i = 0; i < POLLS && !grown.isEmpty(); i++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        time(record.value())
            .ifPresent(
                time -> newest.merge(source(record.topic()), time, (a, b) -> a.isAfter(b) ? a : b));
      }
      grown.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    }
    seen.putAll(ends);
  }

  private static String source(String topic) {
    return topic.split("\\.", -1)[1];
  }

  /** Returns {@code source.ts_ms} of an envelope, without reading its row images. */
  static Optional<Instant> time(byte[] envelope) {
    if (envelope == null) {
      return Optional.empty();
    }
    try (JsonParser json = JSON.createParser(envelope)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean source = json.currentName().equals("source");
        JsonToken value = json.nextToken();
        if (source && value == JsonToken.START_OBJECT) {
          return time(json);
        }
        json.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(JsonParser source) throws IOException {
    while (source.nextToken() == JsonToken.FIELD_NAME) {
      boolean time = source.currentName().equals("ts_ms");
      if (source.nextToken() == JsonToken.VALUE_NUMBER_INT && time) {
        return Optional.of(Instant.ofEpochMilli(source.getLongValue()));
      }
      source.skipChildren();
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
