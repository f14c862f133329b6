package org.yunhe.streaming.landing;

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
 * Reads every record into a row of {@code raw.change}; one that cannot be used leaves by the side
 * output as a row of {@code ops.quarantine}. Tombstones repeat a delete that has landed already, so
 * they are only counted.
 */
final class ChangeReader extends ProcessFunction<ConsumerRecord<byte[], byte[]>, RowData> {
  private static final long serialVersionUID = 1L;

  private final OrgCodes orgCodes;
  private final ValueSealer sealer;
  private final OutputTag<RowData> quarantine;
  private transient ChangeParser parser;
  private transient Counter landed;
  private transient Counter quarantined;
  private transient Counter tombstones;

  ChangeReader(OrgCodes orgCodes, ValueSealer sealer, OutputTag<RowData> quarantine) {
    this.orgCodes = orgCodes;
    this.sealer = sealer;
    this.quarantine = quarantine;
  }

  @Override
  public void open(OpenContext context) {
    parser = new ChangeParser(orgCodes, sealer);
    MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("landing");
    landed = metrics.counter("landed");
    quarantined = metrics.counter("quarantined");
    tombstones = metrics.counter("tombstones");
  }

  @Override
  public void processElement(
      ConsumerRecord<byte[], byte[]> record, Context context, Collector<RowData> rows) {
    if (record.value() == null) {
      tombstones.inc();
      return;
    }
    TimestampData now = TimestampData.fromEpochMillis(System.currentTimeMillis());
    try {
      rows.collect(parser.parse(record, now));
      landed.inc();
    } catch (UnusableRecordException fault) {
      context.output(quarantine, QuarantineTable.row(record, fault, now));
      quarantined.inc();
    }
  }
}
