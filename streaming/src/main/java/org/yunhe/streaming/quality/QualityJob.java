package org.yunhe.streaming.quality;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.lakehouse.config.YunheConfig;
import org.yunhe.streaming.drift.SchemaDrift;
import org.yunhe.streaming.landing.ConsumerProperties;
import org.yunhe.streaming.landing.LakeTable;
import org.yunhe.streaming.landing.QuarantineTable;
import org.yunhe.streaming.landing.RecordPassThrough;
import org.yunhe.streaming.landing.Truncation;
import org.yunhe.streaming.session.RuntimeSettings;
import org.yunhe.streaming.session.StandaloneJob;
import org.yunhe.streaming.session.StreamingJob;

/**
 * Judges every change by the rules of the contracts: violations into {@code ops.quality_violation},
 * counts into {@code ops.quality_metric}, what must not enter core into {@code ops.quarantine},
 * each exactly once; and watches the columns of every source table, see {@link SchemaDrift}.
 */
public final class QualityJob implements StreamingJob {
  /** Its name in Flink, below the folder of checkpoints and as Kafka consumer group. */
  public static final String NAME = "quality";

  private static final Pattern TOPICS = Pattern.compile("cdc\\..*");

  private final QualityConfig config;

  public QualityJob(QualityConfig config) {
    this.config = config;
  }

  /** Runs the job alone, on the cluster that {@code flink run} names or in this process. */
  public static void main(String[] args) throws Exception {
    YunheConfig config = YunheConfig.load();
    StandaloneJob.run(new QualityProvider().create(config), RuntimeSettings.of(config));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void define(StreamExecutionEnvironment environment) {
    LakeTable violation = table(ViolationTable.NAME, ViolationTable.COLUMNS);
    LakeTable metric = table(MetricTable.NAME, MetricTable.COLUMNS);
    LakeTable quarantine = table(QuarantineTable.NAME, QuarantineTable.COLUMNS);
    OutputTag<ReferenceEvent> references =
        new OutputTag<>("references", TypeInformation.of(ReferenceEvent.class)) {};
    OutputTag<MetricCount> counts =
        new OutputTag<>("counts", TypeInformation.of(MetricCount.class)) {};
    OutputTag<Truncation> emptied =
        new OutputTag<>("truncations", TypeInformation.of(Truncation.class)) {};
    OutputTag<RowData> unusable = new OutputTag<>("quarantine", rows(quarantine)) {};

    DataStream<ConsumerRecord<byte[], byte[]>> records =
        environment
            .fromSource(source(), WatermarkStrategy.noWatermarks(), "kafka cdc.*")
            .uid("quality-source")
            .setParallelism(config.parallelism());
    SingleOutputStreamOperator<JudgedRow> judged =
        records
            .transform(
                "judge changes",
                TypeInformation.of(JudgedRow.class),
                new JudgeOperator(references, counts, unusable, emptied))
            .uid("quality-judge")
            .setParallelism(config.parallelism());
    BroadcastStream<Truncation> truncations =
        judged.getSideOutput(emptied).broadcast(Truncation.NEWEST);
    SingleOutputStreamOperator<RowData> dangling =
        judged
            .getSideOutput(references)
            .keyBy(ReferenceEvent::value)
            .connect(truncations)
            .process(new ReferenceTracker(config.grace(), counts), rows(violation))
            .name("track references")
            .uid("quality-references")
            .setParallelism(config.parallelism());
    DataStream<RowData> violations =
        judged
            .keyBy(JudgedRow::rowKey)
            .connect(truncations)
            .process(new ViolationLog(), rows(violation))
            .name("log violations")
            .uid("quality-violations")
            .setParallelism(config.parallelism())
            .union(dangling);
    DataStream<RowData> metrics =
        judged
            .getSideOutput(counts)
            .union(dangling.getSideOutput(counts))
            .transform("add counts up", rows(metric), new MetricBuffer(config.flushInterval()))
            .uid("quality-metrics")
            .setParallelism(1);

    violation.append(violations, 1);
    metric.append(metrics, 1);
    quarantine.append(judged.getSideOutput(unusable), 1);
    new SchemaDrift(table(SchemaDrift.TABLE, SchemaDrift.COLUMNS), config.kafkaBootstrapServers())
        .watch(records, config.parallelism());
  }

  private KafkaSource<ConsumerRecord<byte[], byte[]>> source() {
    KafkaSourceBuilder<ConsumerRecord<byte[], byte[]>> source =
        KafkaSource.<ConsumerRecord<byte[], byte[]>>builder()
            .setBootstrapServers(config.kafkaBootstrapServers())
            .setGroupId("yunhe-quality")
            .setTopicPattern(TOPICS)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new RecordPassThrough());
    ConsumerProperties.defaults().forEach(source::setProperty);
    return source.build();
  }

  private LakeTable table(String name, List<String> columns) {
    return LakeTable.load(config.catalogName(), config.catalogProperties(), name, columns);
  }

  private static TypeInformation<RowData> rows(LakeTable table) {
    return InternalTypeInfo.of(FlinkSchemaUtil.convert(table.table().schema()));
  }
}
