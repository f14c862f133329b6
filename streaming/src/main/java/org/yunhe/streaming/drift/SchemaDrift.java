package org.yunhe.streaming.drift;

import java.util.List;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.streaming.landing.LakeTable;
import org.yunhe.streaming.landing.ShapeReader.Shape;

/**
 * The part of a job that watches the columns of every source table: rows of {@code
 * ops.schema_drift} exactly once, alerts at least once.
 *
 * @param table the table {@link #TABLE} with {@link #COLUMNS}
 * @param kafkaBootstrapServers brokers, host:port separated by commas
 */
public record SchemaDrift(LakeTable table, String kafkaBootstrapServers) {
  /** Table that drifts are told in. */
  public static final String TABLE = DriftTable.NAME;

  /** Its columns. */
  public static final List<String> COLUMNS = DriftTable.COLUMNS;

  /** Topic of alerts. */
  public static final String ALERTS = "alerts.schema-drift";

  /** Watches the records of all topics. */
  public void watch(DataStream<ConsumerRecord<byte[], byte[]>> records, int parallelism) {
    OutputTag<String> alerts = new OutputTag<>("drift alerts", TypeInformation.of(String.class)) {};
    SingleOutputStreamOperator<RowData> drifts =
        records
            .transform("look at columns", TypeInformation.of(Shape.class), new ShapeOperator())
            .uid("drift-columns")
            .setParallelism(parallelism)
            .keyBy(shape -> DriftTracker.key(shape.source(), shape.table()))
            .process(
                new DriftTracker(alerts),
                InternalTypeInfo.of(FlinkSchemaUtil.convert(table.table().schema())))
            .name("track columns")
            .uid("drift-track")
            .setParallelism(1);
    table.append(drifts, 1);
    drifts.getSideOutput(alerts).sinkTo(alerts()).uid("drift-alerts").setParallelism(1);
  }

  private KafkaSink<String> alerts() {
    return KafkaSink.<String>builder()
        .setBootstrapServers(kafkaBootstrapServers)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<String>builder()
                .setTopic(ALERTS)
                .setValueSerializationSchema(new SimpleStringSchema())
                .build())
        .build();
  }
}
