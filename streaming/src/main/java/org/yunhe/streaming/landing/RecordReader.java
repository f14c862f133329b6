package org.yunhe.streaming.landing;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.lakehouse.crypto.ValueSealer;

/**
 * Reads every record into a row of the log that its topic belongs to; one that cannot be used, or
 * could not be by its producer, leaves by the side output as a row of {@code ops.quarantine}.
 * Tombstones repeat a delete that has landed already, so they are only counted.
 */
final class RecordReader extends ProcessFunction<ConsumerRecord<byte[], byte[]>, RowData> {
  private static final long serialVersionUID = 1L;

  private final OrgCodes orgCodes;
  private final ValueSealer sealer;
  private final LandingOutputs outputs;
  private transient Map<TopicKind, RecordParser> parsers;
  private transient Counter landed;
  private transient Counter quarantined;
  private transient Counter tombstones;

  RecordReader(OrgCodes orgCodes, ValueSealer sealer, LandingOutputs outputs) {
    this.orgCodes = orgCodes;
    this.sealer = sealer;
    this.outputs = outputs;
  }

  @Override
  public void open(OpenContext context) {
    parsers = new EnumMap<>(TopicKind.class);
    parsers.put(TopicKind.CDC, new ChangeParser(orgCodes, sealer));
    parsers.put(TopicKind.FHIR, new FhirParser(orgCodes, sealer));
    parsers.put(TopicKind.DICOM, new DicomParser(orgCodes, sealer));
    MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("landing");
    landed = metrics.counter("landed");
    quarantined = metrics.counter("quarantined");
    tombstones = metrics.counter("tombstones");
  }

  @Override
  public void processElement(
      ConsumerRecord<byte[], byte[]> record, Context context, Collector<RowData> rows) {
    TopicKind kind = TopicKind.of(record.topic());
    TimestampData now = TimestampData.fromEpochMillis(System.currentTimeMillis());
    if (kind == TopicKind.QUARANTINE) {
      context.output(outputs.quarantine(), IngestionFault.row(record, now));
      quarantined.inc();
    } else if (record.value() == null) {
      tombstones.inc();
    } else {
      land(record, kind, now, context, rows);
    }
  }

  private void land(
      ConsumerRecord<byte[], byte[]> record,
      TopicKind kind,
      TimestampData now,
      Context context,
      Collector<RowData> rows) {
    String table = kind.table();
    try {
      RowData row = parsers.get(kind).parse(record, now);
      switch (kind) {
        case FHIR -> context.output(outputs.fhir(), row);
        case DICOM -> context.output(outputs.dicom(), row);
        default -> rows.collect(row);
      }
      landed.inc();
    } catch (UnusableRecordException fault) {
      context.output(outputs.quarantine(), QuarantineTable.row(record, kind, fault, now));
      table = QuarantineTable.NAME;
      quarantined.inc();
    }
    emit(context, outputs.replayed(), ReplayTable.row(record, table, now));
  }

  private static void emit(Context context, OutputTag<RowData> output, RowData row) {
    if (row != null) {
      context.output(output, row);
    }
  }
}
