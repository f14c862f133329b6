package org.yunhe.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.IcebergGenerics.ScanBuilder;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yunhe.lakehouse.catalog.LakeSetup;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.mapping.MappedRow;
import org.yunhe.models.mapping.MappingColumns;
import org.yunhe.models.mapping.RowMapper;
import org.yunhe.models.mapping.SourceRow;
import org.yunhe.models.quality.Judgement;
import org.yunhe.models.quality.QualityRule;
import org.yunhe.models.quality.RuleCatalog;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/**
 * The live engine and the batch read each mapping alike: every row that Spark merged into core
 * equals, column by column, what the live engine makes of the same source row; and there are no
 * others.
 */
@Tag(RunningPlatform.TAG)
@ExtendWith(RunningPlatform.class)
@Order(Integer.MAX_VALUE - 4)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnginesAgreeEndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, SourceDefinition> sources =
      SourceCatalog.load().sources().stream()
          .collect(Collectors.toMap(SourceDefinition::source, Function.identity()));
  private final ContractCatalog contracts = ContractCatalog.load();
  private final CodeCatalog codes = CodeCatalog.load();
  private final RuleCatalog rules = RuleCatalog.of(contracts, codes, sources.values());
  private final RowMapper mapper =
      RowMapper.load(sources.values(), MappingCatalog.load(), contracts, codes);

  private Catalog catalog;

  /** A mapped row in one spelling, with the position that decides between two of one key. */
  private record Spelled(String position, String text) {}

  @BeforeAll
  void open(TestPlatform platform) {
    catalog = LakeSetup.catalog(platform.config());
  }

  @Test
  void everyCoreRowIsWhatTheLiveEngineMakesOfItsSourceRow() throws IOException {
    Map<String, Map<String, Spelled>> live = mapped();

    assertThat(live).hasSizeGreaterThanOrEqualTo(9);
    for (Map.Entry<String, Map<String, Spelled>> table : live.entrySet()) {
      Map<String, String> core = core(contracts.table(table.getKey()));
      Map<String, String> expected = new TreeMap<>();
      table.getValue().forEach((key, row) -> expected.put(key, row.text()));
      assertThat(core.keySet()).as("keys of " + table.getKey()).isEqualTo(expected.keySet());
      List<String> differences = new ArrayList<>();
      core.forEach(
          (key, row) -> {
            if (!row.equals(expected.get(key))) {
              differences.add("Spark: " + row + "\n live: " + expected.get(key));
            }
          });
      assertThat(differences.stream().limit(5)).as(table.getKey()).isEmpty();
    }
  }

  /** Rows by core table and primary key as the live engine maps the newest image of each row. */
  private Map<String, Map<String, Spelled>> mapped() throws IOException {
    Map<String, Map<String, Spelled>> tables = new TreeMap<>();
    Instant now = Instant.now();
    for (Record change : newest().values()) {
      if (change.getField("op").equals("d")) {
        continue;
      }
      SourceRow row = sourceRow(change);
      for (MappedRow mappedRow : mapper.map(row)) {
        if (mappedRow.entersCore() && passes(mappedRow, now)) {
          TableContract target = mappedRow.target();
          Map<String, Spelled> rows =
              tables.computeIfAbsent(target.fullName(), name -> new HashMap<>());
          Spelled spelled = new Spelled(row.position(), spell(target, mappedRow.values()::get));
          rows.merge(
              key(target, mappedRow.values()::get),
              spelled,
              (one, other) -> one.position().compareTo(other.position()) > 0 ? one : other);
        }
      }
    }
    return tables;
  }

  private boolean passes(MappedRow row, Instant now) {
    return rules
        .evaluate(rules.conditions(row.target().fullName(), QualityRule::isFatal), row, now)
        .stream()
        .noneMatch(Judgement::isViolated);
  }

  /** The newest image of each source row, of what the core job has read. */
  private Map<String, Record> newest() throws IOException {
    Table raw = catalog.loadTable(TableIdentifier.of("raw", "change"));
    Map<String, Record> newest = new HashMap<>();
    try (CloseableIterable<Record> changes =
        IcebergGenerics.read(raw).useSnapshot(bookmark()).build()) {
      for (Record change : changes) {
        if (change.getField("key") != null) {
          newest.merge(
              change.getField("source")
                  + "|"
                  + change.getField("source_table")
                  + "|"
                  + change.getField("key"),
              change.copy(),
              (one, other) -> rank(one).compareTo(rank(other)) > 0 ? one : other);
        }
      }
    }
    return newest;
  }

  private static String rank(Record change) {
    return change.getField("source_position")
        + "|%020d".formatted((Long) change.getField("offset"));
  }

  /** Snapshot of raw.change up to which the last run of the core job read. */
  private long bookmark() throws IOException {
    Record last = null;
    ScanBuilder runs =
        IcebergGenerics.read(catalog.loadTable(TableIdentifier.of("ops", "job_run")));
    try (CloseableIterable<Record> rows = runs.build()) {
      for (Record run : rows) {
        boolean done =
            run.getField("job").equals("core")
                && run.getField("status").equals("succeeded")
                && run.getField("to_snapshot") != null;
        if (done && (last == null || endedAt(run).isAfter(endedAt(last)))) {
          last = run.copy();
        }
      }
    }
    assertThat(last).as("a run of core").isNotNull();
    return (Long) last.getField("to_snapshot");
  }

  private static OffsetDateTime endedAt(Record run) {
    return (OffsetDateTime) run.getField("ended_at");
  }

  private SourceRow sourceRow(Record change) throws IOException {
    SourceDefinition source = sources.get((String) change.getField("source"));
    Map<String, String> columns = new HashMap<>();
    JSON.readTree((String) change.getField("after"))
        .fields()
        .forEachRemaining(field -> columns.put(field.getKey(), text(field.getValue())));
    columns.values().removeIf(value -> value == null);
    OffsetDateTime changedAt = (OffsetDateTime) change.getField("source_ts");
    String org = (String) change.getField("org_code");
    return new SourceRow(
        source.source(),
        (String) change.getField("source_table"),
        (String) change.getField("key"),
        (String) change.getField("source_position"),
        changedAt == null ? null : changedAt.toInstant(),
        org == null ? source.orgCode() : org,
        columns);
  }

  private static String text(JsonNode value) {
    return value.isNull() ? null : value.isContainerNode() ? value.toString() : value.asText();
  }

  private Map<String, String> core(TableContract table) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    try (CloseableIterable<Record> records =
        IcebergGenerics.read(catalog.loadTable(TableIdentifier.of("core", table.name()))).build()) {
      for (Record row : records) {
        if (!sources.get((String) row.getField("source")).log().equals("raw.change")) {
          continue; // resources and images are not judged live
        }
        assertThat(rows.put(key(table, row::getField), spell(table, row::getField)))
            .as("one row a key in " + table.fullName())
            .isNull();
      }
    }
    return rows;
  }

  private static String key(TableContract table, Function<String, Object> row) {
    return table.primaryKey().stream()
        .map(column -> String.valueOf(row.apply(column.name())))
        .collect(Collectors.joining("|"));
  }

  private static String spell(TableContract table, Function<String, Object> row) {
    return MappingColumns.domain(table)
        .map(ColumnContract::name)
        .map(name -> name + "=" + spell(row.apply(name)))
        .collect(Collectors.joining("; "));
  }

  private static String spell(Object value) {
    return switch (value) {
      case null -> "null";
      case BigDecimal number ->
          number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
      case OffsetDateTime time -> time.toInstant().truncatedTo(ChronoUnit.MICROS).toString();
      case Instant time -> time.truncatedTo(ChronoUnit.MICROS).toString();
      default -> value.toString();
    };
  }
}
