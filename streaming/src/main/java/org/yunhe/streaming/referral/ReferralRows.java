package org.yunhe.streaming.referral;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.mapping.MappedRow;
import org.yunhe.models.mapping.RowMapper;
import org.yunhe.models.mapping.SourceRow;
import org.yunhe.models.quality.Judgement;
import org.yunhe.models.quality.QualityRule;
import org.yunhe.models.quality.RuleCatalog;
import org.yunhe.models.referral.ReferralImage;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.streaming.landing.SourceRowReader;
import org.yunhe.streaming.landing.Truncation;

/**
 * Reads the changes of the tables that a mapping takes to {@code core.referral}, in the form that
 * core gives them: a source that maps to it is followed without code.
 */
final class ReferralRows implements KafkaRecordDeserializationSchema<ReferralChange> {
  private static final long serialVersionUID = 1L;
  private static final String TARGET = "core.referral";

  private transient SourceRowReader reader;
  private transient RowMapper mapper;
  private transient RuleCatalog rules;
  private transient List<QualityRule> fatal;

  /** The topics to read, as a pattern: one that appears later is found. */
  static String topics() {
    RowMapper mapper = mapper(SourceCatalog.load().sources());
    return SourceCatalog.load().sources().stream()
        .flatMap(
            source ->
                source.tables().keySet().stream()
                    .filter(table -> mapper.reads(source.source(), table, TARGET))
                    .map(table -> "cdc\\.%s\\.%s".formatted(source.source(), table)))
        .collect(Collectors.joining("|"));
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    List<SourceDefinition> sources = SourceCatalog.load().sources();
    reader = new SourceRowReader(sources);
    ContractCatalog contracts = ContractCatalog.load();
    CodeCatalog codes = CodeCatalog.load();
    mapper = RowMapper.load(sources, MappingCatalog.load(), contracts, codes);
    rules = RuleCatalog.of(contracts, codes, sources);
    fatal = rules.conditions(TARGET, QualityRule::isFatal);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ReferralChange> changes)
      throws IOException {
    Truncation truncation = reader.truncation(record);
    if (truncation != null) {
      changes.collect(ReferralChange.of(truncation));
      return;
    }
    SourceRowReader.Change change = reader.read(record);
    if (change != null) {
      SourceRow row = change.row();
      changes.collect(
          new ReferralChange(
              row.source() + "|" + row.table() + "|" + row.key(),
              row.source(),
              row.position(),
              row.changedAt() == null ? record.timestamp() : row.changedAt().toEpochMilli(),
              change.deleted() ? null : image(row)));
    }
  }

  @Override
  public TypeInformation<ReferralChange> getProducedType() {
    return TypeInformation.of(ReferralChange.class);
  }

  /** What the row says, or null where core does not take it. */
  private ReferralImage image(SourceRow row) {
    return mapper.map(row).stream()
        .filter(mapped -> mapped.target().fullName().equals(TARGET) && mapped.entersCore())
        .filter(this::isTaken)
        .map(MappedRow::values)
        .map(ReferralImage::of)
        .findFirst()
        .orElse(null);
  }

  /** Whether no fatal rule sends the row to quarantine, as it does on its way to core. */
  private boolean isTaken(MappedRow mapped) {
    return rules.evaluate(fatal, mapped, Instant.now()).stream().noneMatch(Judgement::isViolated);
  }

  private static RowMapper mapper(List<SourceDefinition> sources) {
    return RowMapper.load(
        sources, MappingCatalog.load(), ContractCatalog.load(), CodeCatalog.load());
  }
}
