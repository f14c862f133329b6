package org.yunhe.streaming.landing;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
 * Lands every topic {@code cdc.*} in {@code raw.change}, each record exactly once, and what cannot
 * be read in {@code ops.quarantine}. A topic that appears later is found within seconds.
 */
public final class LandingJob implements StreamingJob {
  /** Its name in Flink, below the folder of checkpoints and as Kafka consumer group. */
  public static final String NAME = "landing";

  private static final Pattern TOPICS = Pattern.compile("cdc\\..*");

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
    LakeTable quarantine = table(QuarantineTable.NAME, QuarantineTable.COLUMNS);
    OutputTag<RowData> unusable = new OutputTag<>("quarantine", rows(quarantine)) {};

    DataStream<ConsumerRecord<byte[], byte[]>> records =
        environment
            .fromSource(source(), WatermarkStrategy.noWatermarks(), "kafka cdc.*")
            .uid("landing-source")
            .setParallelism(config.parallelism());
    SingleOutputStreamOperator<RowData> changes =
        records
            .process(new ChangeReader(orgCodes, config.sealer(), unusable), rows(change))
            .name("read changes")
            .uid("landing-changes")
            .setParallelism(config.parallelism());

    change.append(changes, config.parallelism());
    quarantine.append(changes.getSideOutput(unusable), 1);
  }

  private KafkaSource<ConsumerRecord<byte[], byte[]>> source() {
    KafkaSourceBuilder<ConsumerRecord<byte[], byte[]>> source =
        KafkaSource.<ConsumerRecord<byte[], byte[]>>builder()
            .setBootstrapServers(config.kafkaBootstrapServers())
            .setGroupId("yunhe-landing")
            .setTopicPattern(TOPICS)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new RecordPassThrough());
    ConsumerProperties.defaults().forEach(source::setProperty);
    config.kafkaProperties().forEach(source::setProperty);
    return source.build();
  }

  private LakeTable table(String name, List<String> columns) {
    return LakeTable.load(config.catalogName(), config.catalogProperties(), name, columns);
  }

  private static TypeInformation<RowData> rows(LakeTable table) {
    return InternalTypeInfo.of(FlinkSchemaUtil.convert(table.table().schema()));
  }
}
