package org.yunhe.ingestion.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** A task as Connect runs it, in this process: what it polls, and what is kept of the offsets. */
public final class PollingTask {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Supplier<SourceTask> kind;
  private final Map<String, String> settings;
  private final Map<Map<String, ?>, Map<String, Object>> kept = new HashMap<>();
  private final List<SourceRecord> records = new ArrayList<>();
  private SourceTask task;

  /** Starts a task of a kind with its settings. */
  public PollingTask(Supplier<SourceTask> kind, Map<String, String> settings) {
    this.kind = kind;
    this.settings = settings;
    start();
  }

  private void start() {
    task = kind.get();
    task.initialize(new Context());
    task.start(settings);
  }

  /**
   * Ends the task, as if Kafka had taken all records but the last {@code lost}, and starts anew.
   */
  public void restartLosing(int lost) {
    task.stop();
    kept.clear();
    records.subList(records.size() - lost, records.size()).clear();
    records.forEach(record -> kept.put(record.sourcePartition(), offset(record)));
    start();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> offset(SourceRecord record) {
    return (Map<String, Object>) record.sourceOffset();
  }

  /** Polls until there are {@code count} records, and then until nothing is new. */
  public List<SourceRecord> pollFor(int count) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    int silent = 0;
    while ((records.size() < count || silent < 20) && Instant.now().isBefore(end)) {
      List<SourceRecord> polled = null;
      try {
        polled = task.poll();
      } catch (RetriableException e) {
        // Connect polls again.
      }
      silent = polled == null ? silent + 1 : 0;
      take(polled);
    }
    return records;
  }

  /** Polls once. */
  public void poll() throws InterruptedException {
    take(task.poll());
  }

  private void take(List<SourceRecord> polled) throws InterruptedException {
    if (polled != null) {
      records.addAll(polled);
      for (SourceRecord record : polled) {
        task.commitRecord(record, null);
      }
    }
  }

  /** Every record so far. */
  public List<SourceRecord> records() {
    return records;
  }

  /** Ends the task. */
  public void stop() {
    task.stop();
  }

  /** The id in the key of a record. */
  public static String id(SourceRecord record) {
    return json((byte[]) record.key()).path("id").asText();
  }

  /** The envelope of a record. */
  public static JsonNode value(SourceRecord record) {
    return json((byte[]) record.value());
  }

  /** The value of a record as it is. */
  public static String text(SourceRecord record) {
    return new String((byte[]) record.value(), UTF_8);
  }

  private static JsonNode json(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Connect gives a task. */
  private final class Context implements SourceTaskContext, OffsetStorageReader {
    @Override
    public Map<String, String> configs() {
      return settings;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return this;
    }

    @Override
    public TransactionContext transactionContext() {
      return null;
    }

    @Override
    public PluginMetrics pluginMetrics() {
      return null;
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
      return kept.get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
      partitions.forEach(partition -> found.put(partition, kept.get(partition)));
      return found;
    }
  }
}
