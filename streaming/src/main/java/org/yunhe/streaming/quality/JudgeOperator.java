package org.yunhe.streaming.quality;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.streaming.landing.SourceRowReader;
import org.yunhe.streaming.landing.SourceRowReader.Change;
import org.yunhe.streaming.landing.Truncation;

/**
 * Judges every change. Counts are added up between two checkpoints and handed on just before the
 * next, so that each belongs to exactly one.
 */
final class JudgeOperator extends AbstractStreamOperator<JudgedRow>
    implements OneInputStreamOperator<ConsumerRecord<byte[], byte[]>, JudgedRow> {
  private static final long serialVersionUID = 1L;
  private static final int MOST_COUNTS = 50_000;

  private final OutputTag<ReferenceEvent> references;
  private final OutputTag<MetricCount> counts;
  private final OutputTag<RowData> quarantine;
  private final OutputTag<Truncation> truncations;
  private transient Judge judge;
  private transient SourceRowReader reader;
  private transient Map<String, Boolean> concerned;
  private transient Map<MetricKey, MetricCount> sums;

  JudgeOperator(
      OutputTag<ReferenceEvent> references,
      OutputTag<MetricCount> counts,
      OutputTag<RowData> quarantine,
      OutputTag<Truncation> truncations) {
    this.references = references;
    this.counts = counts;
    this.quarantine = quarantine;
    this.truncations = truncations;
  }

  @Override
  public void open() throws Exception {
    super.open();
    judge = Judge.shared();
    reader = new SourceRowReader(SourceCatalog.load().sources());
    concerned = new HashMap<>();
    sums = new HashMap<>();
  }

  @Override
  public void processElement(StreamRecord<ConsumerRecord<byte[], byte[]>> element) {
    ConsumerRecord<byte[], byte[]> record = element.getValue();
    if (!concerned.computeIfAbsent(record.topic(), this::isConcerned)) {
      return;
    }
    if (record.key() == null) {
      Truncation truncation = reader.truncation(record);
      if (truncation != null) {
        output.collect(truncations, new StreamRecord<>(truncation));
      }
      return;
    }
    Change change = reader.read(record);
    if (change != null) {
      emit(record, change, judge.judge(change, Instant.ofEpochMilli(record.timestamp())));
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  private void emit(ConsumerRecord<byte[], byte[]> record, Change change, Judged judged) {
    output.collect(new StreamRecord<>(judged.row()));
    for (ReferenceEvent event : judged.references()) {
      output.collect(references, new StreamRecord<>(event));
    }
    for (Judged.Unfit unfit : judged.unusable()) {
      output.collect(quarantine, new StreamRecord<>(QuarantineRows.row(record, change, unfit)));
    }
    for (MetricCount count : judged.counts()) {
      sums.merge(count.key(), count, MetricCount::plus);
    }
    if (sums.size() > MOST_COUNTS) {
      flush();
    }
  }

  private void flush() {
    sums.values().forEach(count -> output.collect(counts, new StreamRecord<>(count)));
    sums.clear();
  }

  private boolean isConcerned(String topic) {
    String[] parts = topic.split("\\.", 3);
    return parts.length == 3 && judge.isConcerned(parts[1], parts[2]);
  }
}
