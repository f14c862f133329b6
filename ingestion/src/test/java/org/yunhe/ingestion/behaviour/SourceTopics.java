package org.yunhe.ingestion.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that a source's connector has written: its records, and what it has set aside. */
final class SourceTopics implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(200);

  private final SourceSystem system;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Captured> records = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> quarantine = new ArrayList<>();

  SourceTopics(SourceSystem system, String bootstrap) {
    this.system = system;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "group.id", "behaviour-" + UUID.randomUUID(),
                "auto.offset.reset", "earliest",
                "metadata.max.age.ms", "500",
                "max.partition.fetch.bytes", "20971520"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(
        Pattern.compile(system.topics().pattern() + "|quarantine[.]" + system.source() + "[.].+"));
  }

  /** Reads what has come since the last call. */
  SourceTopics read() {
    consumer.poll(POLL).forEach(this::take);
    return this;
  }

  /** Every record so far, in the order of each partition. */
  List<Captured> records() {
    return List.copyOf(records);
  }

  /** The newest version of each record, whatever order the versions came in. */
  Map<String, Captured> state() {
    Map<String, Captured> state = new LinkedHashMap<>();
    for (Captured record : records) {
      state.merge(
          record.id(),
          record,
          (one, other) -> one.position().compareTo(other.position()) > 0 ? one : other);
    }
    return state;
  }

  /** The text of each record that is there. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    state()
        .forEach(
            (id, record) -> {
              if (!record.deleted()) {
                texts.put(id, record.text());
              }
            });
    return texts;
  }

  /** What was set aside so far. */
  List<ConsumerRecord<byte[], byte[]>> quarantine() {
    return List.copyOf(quarantine);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().startsWith("quarantine.")) {
      quarantine.add(record);
    } else if (record.value() != null) {
      records.add(captured(record));
    }
  }

  private Captured captured(ConsumerRecord<byte[], byte[]> record) {
    try {
      JsonNode key = JSON.readTree(record.key());
      JsonNode value = JSON.readTree(record.value());
      JsonNode after = value.path("after");
      return new Captured(
          record.topic(),
          system.id(key),
          value.path("op").asText(),
          after.isObject() ? system.text(after) : null,
          system.position(value.path("source")));
    } catch (IOException e) {
      throw new UncheckedIOException(
          record.topic() + " holds what is no JSON: " + new String(record.value(), UTF_8), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
