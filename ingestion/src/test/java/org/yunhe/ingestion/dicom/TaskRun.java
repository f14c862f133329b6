package org.yunhe.ingestion.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** One task without a worker: its records as texts, its offsets in memory, over restarts. */
final class TaskRun implements AutoCloseable {
  private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();
  private final List<String> records = new ArrayList<>();
  private final Map<String, String> settings;
  private DicomSourceTask task;

  TaskRun(Map<String, String> settings) {
    this.settings = settings;
    restart();
  }

  /** Starts the task anew from the offsets of the records that were taken. */
  void restart() {
    if (task != null) {
      task.stop();
    }
    task = new DicomSourceTask();
    task.initialize(new Context(settings, new Offsets(offsets)));
    task.start(settings);
  }

  /** Polls until nothing came for some polls in a row; returns what came, as topic and value. */
  List<String> drain(int emptyPolls) throws InterruptedException {
    int from = records.size();
    int empty = 0;
    while (empty < emptyPolls) {
      List<SourceRecord> polled = task.poll();
      empty = polled == null ? empty + 1 : 0;
      take(polled == null ? List.of() : polled);
    }
    return List.copyOf(records.subList(from, records.size()));
  }

  /** Polls once and takes the first records only, as a worker does that dies in the middle. */
  void pollAndLose(int kept) throws InterruptedException {
    List<SourceRecord> polled = null;
    while (polled == null) {
      polled = task.poll();
    }
    take(polled.subList(0, Math.min(kept, polled.size())));
  }

  private void take(List<SourceRecord> polled) {
    for (SourceRecord record : polled) {
      records.add(record.topic() + " " + new String((byte[]) record.value(), UTF_8));
      offsets.put(record.sourcePartition(), new HashMap<>(record.sourceOffset()));
    }
  }

  @Override
  public void close() {
    task.stop();
  }

  private record Context(Map<String, String> configs, OffsetStorageReader offsetStorageReader)
      implements SourceTaskContext {
    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException("the task has no metrics of its own");
    }
  }

  private record Offsets(Map<Map<String, ?>, Map<String, Object>> kept)
      implements OffsetStorageReader {
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
