package org.yunhe.streaming.referral;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
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
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.streaming.landing.ConsumerProperties;
import org.yunhe.streaming.landing.LakeTable;
import org.yunhe.streaming.landing.Truncation;
import org.yunhe.streaming.session.RuntimeSettings;
import org.yunhe.streaming.session.StandaloneJob;
import org.yunhe.streaming.session.StreamingJob;

/**
 * Tracks each referral through its states: steps into {@code ops.referral_event}, limits that were
 * not met into {@code ops.sla_breach}, what is now into {@code ops.referral_version}, each exactly
 * once, and what somebody must act on into topic {@code alerts.referral}, at least once.
 */
public final class ReferralJob implements StreamingJob {
  /** Its name in Flink, below the folder of checkpoints and as Kafka consumer group. */
  public static final String NAME = "referral";

  /** How far the order of a topic may differ from the order of commits. */
  private static final Duration DISORDER = Duration.ofSeconds(5);

  private final ReferralConfig config;

  public ReferralJob(ReferralConfig config) {
    this.config = config;
  }

  /** Runs the job alone, on the cluster that {@code flink run} names or in this process. */
  public static void main(String[] args) throws Exception {
    YunheConfig config = YunheConfig.load();
    StandaloneJob.run(new ReferralProvider().create(config), RuntimeSettings.of(config));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void define(StreamExecutionEnvironment environment) {
    LakeTable version = table(VersionTable.NAME, VersionTable.COLUMNS);
    LakeTable event = table(EventTable.NAME, EventTable.COLUMNS);
    LakeTable breach = table(BreachTable.NAME, BreachTable.COLUMNS);
    OutputTag<RowData> events = new OutputTag<>("events", rows(event)) {};
    OutputTag<RowData> breaches = new OutputTag<>("breaches", rows(breach)) {};
    OutputTag<String> alerts = new OutputTag<>("alerts", TypeInformation.of(String.class)) {};

    DataStream<ReferralChange> changes =
        environment
            .fromSource(source(), watermarks(), "kafka referrals")
            .uid("referral-source")
            .setParallelism(config.parallelism());
    SingleOutputStreamOperator<RowData> versions =
        changes
            .filter(change -> !change.truncation())
            .setParallelism(config.parallelism())
            .keyBy(ReferralChange::key)
            .connect(
                changes
                    .filter(ReferralChange::truncation)
                    .setParallelism(config.parallelism())
                    .broadcast(Truncation.NEWEST))
            .process(
                new TrackFunction(config.limits(), config.quiet(), events, breaches, alerts),
                rows(version))
            .name("track referrals")
            .uid("referral-track")
            .setParallelism(config.parallelism());

    version.append(versions, 1);
    event.append(versions.getSideOutput(events), 1);
    breach.append(versions.getSideOutput(breaches), 1);
    versions.getSideOutput(alerts).sinkTo(alerts()).uid("referral-alerts").setParallelism(1);
  }

  /**
   * Time goes on with the commits that have been read, topic by topic; a quiet topic does not hold
   * the others.
   */
  private WatermarkStrategy<ReferralChange> watermarks() {
    return WatermarkStrategy.<ReferralChange>forBoundedOutOfOrderness(DISORDER)
        .withTimestampAssigner((change, kafka) -> change.committedAt())
        .withIdleness(config.quiet());
  }

  private KafkaSource<ReferralChange> source() {
    KafkaSourceBuilder<ReferralChange> source =
        KafkaSource.<ReferralChange>builder()
            .setBootstrapServers(config.kafkaBootstrapServers())
            .setGroupId("yunhe-referral")
            .setTopicPattern(Pattern.compile(ReferralRows.topics()))
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new ReferralRows());
    ConsumerProperties.defaults().forEach(source::setProperty);
    return source.build();
  }

  private KafkaSink<String> alerts() {
    return KafkaSink.<String>builder()
        .setBootstrapServers(config.kafkaBootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<String>builder()
                .setTopic(ReferralConfig.ALERTS)
                .setValueSerializationSchema(new SimpleStringSchema())
                .build())
        .build();
  }

  private LakeTable table(String name, List<String> columns) {
    return LakeTable.load(config.catalogName(), config.catalogProperties(), name, columns);
  }

  private static TypeInformation<RowData> rows(LakeTable table) {
    return InternalTypeInfo.of(FlinkSchemaUtil.convert(table.table().schema()));
  }
}
