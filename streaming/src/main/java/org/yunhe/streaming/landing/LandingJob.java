package org.yunhe.streaming.landing;

import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.streaming.session.RuntimeSettings;
import org.yunhe.streaming.session.StandaloneJob;
import org.yunhe.streaming.session.StreamingJob;

/**
 * Lands every topic {@code cdc.*} in {@code raw.change}, {@code fhir.*} in {@code raw.fhir} and
 * {@code dicom.*} in {@code raw.dicom}, each record exactly once, and what cannot be read, or could
 * not be by its producer ({@code quarantine.*}), in {@code ops.quarantine}. A topic that appears
 * later is found within seconds.
 */
public final class LandingJob implements StreamingJob {
  /** Its name in Flink, below the folder of checkpoints and as Kafka consumer group. */
  public static final String NAME = "landing";

  private final LandingConfig config;
  private final OrgCodes orgCodes;

  public LandingJob(LandingConfig config, List<SourceDefinition> sources) {
    this.config = config;
    this.orgCodes = OrgCodes.of(sources);
  }

  /** Runs the job alone, on the cluster that {@code flink run} names or in this process. */
  public static void main(String[] args) throws Exception {
    YunheConfig config = YunheConfig.load();
    StandaloneJob.run(new LandingProvider().create(config), RuntimeSettings.of(config));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void define(StreamExecutionEnvironment environment) {
    LakeTable change = table(ChangeTable.NAME, ChangeTable.COLUMNS);
    LakeTable fhir = table(FhirTable.NAME, FhirTable.COLUMNS);
    LakeTable dicom = table(DicomTable.NAME, DicomTable.COLUMNS);
    LakeTable quarantine = table(QuarantineTable.NAME, QuarantineTable.COLUMNS);
    LakeTable replay = table(ReplayTable.NAME, ReplayTable.COLUMNS);
    LandingOutputs outputs =
        new LandingOutputs(
            new OutputTag<>("fhir", rows(fhir)) {},
            new OutputTag<>("dicom", rows(dicom)) {},
            new OutputTag<>("quarantine", rows(quarantine)) {},
            new OutputTag<>("replayed", rows(replay)) {});
    SingleOutputStreamOperator<RowData> changes = read(environment, outputs, rows(change));
    DataStream<RowData> unusable = changes.getSideOutput(outputs.quarantine());

    change.append(changes, config.parallelism());
    fhir.append(changes.getSideOutput(outputs.fhir()), config.parallelism());
    dicom.append(changes.getSideOutput(outputs.dicom()), config.parallelism());
    quarantine.append(unusable, 1);
    replay.append(changes.getSideOutput(outputs.replayed()), 1);
    unusable
        .sinkTo(deadLetters())
        .name("kafka " + TopicKind.DEAD_LETTERS)
        .uid("landing-dead-letters")
        .setParallelism(1);
  }

  /** The uids are those of the job's checkpoints: they stay, whatever else changes. */
  private SingleOutputStreamOperator<RowData> read(
      StreamExecutionEnvironment environment,
      LandingOutputs outputs,
      TypeInformation<RowData> changeRows) {
    return environment
        .fromSource(source(), WatermarkStrategy.noWatermarks(), "kafka")
        .uid("landing-source")
        .setParallelism(config.parallelism())
        .process(new RecordReader(orgCodes, config.sealer(), outputs), changeRows)
        .name("read records")
        .uid("landing-changes")
        .setParallelism(config.parallelism());
  }

  private KafkaSource<ConsumerRecord<byte[], byte[]>> source() {
    KafkaSourceBuilder<ConsumerRecord<byte[], byte[]>> source =
        KafkaSource.<ConsumerRecord<byte[], byte[]>>builder()
            .setBootstrapServers(config.kafkaBootstrapServers())
            .setGroupId("yunhe-landing")
            .setTopicPattern(TopicKind.topics())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new RecordPassThrough());
    ConsumerProperties.defaults().forEach(source::setProperty);
    config.kafkaProperties().forEach(source::setProperty);
    return source.build();
  }

  /** At least once: after a crash a record may stand there twice, under one identifier. */
  private KafkaSink<RowData> deadLetters() {
    return KafkaSink.<RowData>builder()
        .setBootstrapServers(config.kafkaBootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new DeadLetterSerializer())
        .build();
  }

  private LakeTable table(String name, List<String> columns) {
    return LakeTable.load(config.catalogName(), config.catalogProperties(), name, columns);
  }

  private static TypeInformation<RowData> rows(LakeTable table) {
    return InternalTypeInfo.of(FlinkSchemaUtil.convert(table.table().schema()));
  }
}
