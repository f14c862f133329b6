package org.yunhe.lakehouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.avro.Avro;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.avro.PlannedDataReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.types.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yunhe.lakehouse.catalog.TableProvisioner.Outcome;
import org.yunhe.lakehouse.server.EmbeddedPostgres;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.Migration;
import org.yunhe.models.contract.Provenance;
import org.yunhe.models.contract.ServiceLevel;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Tables from contracts in a real catalog: made once, grown safely, never broken. */
@ExtendWith(EmbeddedPostgres.class)
class TableProvisionerTest {
  private final Catalog catalog = LakeSetup.catalog(EmbeddedPostgres.config());
  private final TableProvisioner provisioner = new TableProvisioner(catalog);

  @Test
  void createsEveryContractOnceAndLeavesItThen() {
    Map<String, Outcome> second;
    provisioner.provision(ContractCatalog.load());
    second = provisioner.provision(ContractCatalog.load());

    assertThat(second.values()).containsOnly(Outcome.UNCHANGED);
    Table patient = catalog.loadTable(TableIdentifier.of("core", "patient"));
    assertThat(patient.schema().identifierFieldNames()).containsExactly("patient_id");
    assertThat(patient.schema().findField("id_number").doc()).contains("证件号码").contains("[L4 C1]");
    assertThat(patient.spec().fields()).extracting("name").containsExactly("source");
    Table change = catalog.loadTable(TableIdentifier.of("raw", "change"));
    assertThat(change.spec().fields()).extracting("name").containsExactly("ingested_at_day");
  }

  @Test
  void addsAndWidensColumns() {
    provisioner.provision(
        table("grown", column("id", "int", true), column("name", "string", false)));

    Outcome outcome =
        provisioner.provision(
            table(
                "grown",
                column("id", "long", true),
                column("name", "string", false),
                column("note", "string", false)));

    Table grown = catalog.loadTable(TableIdentifier.of("test", "grown"));
    assertThat(outcome).isEqualTo(Outcome.UPDATED);
    assertThat(grown.schema().findType("id").typeId()).isEqualTo(Type.TypeID.LONG);
    assertThat(grown.schema().findField("note")).isNotNull();
  }

  @Test
  void refusesWhatWouldBreakReaders() {
    provisioner.provision(
        table("kept", column("id", "long", true), column("name", "string", false)));

    assertBreaks(table("kept", column("id", "long", true)), "'name' is gone");
    assertBreaks(
        table("kept", column("id", "int", true), column("name", "string", false)),
        "changes from long to int");
    assertBreaks(
        table(
            "kept",
            column("id", "long", true),
            column("name", "string", false),
            column("must", "string", true)),
        "'must' is required");
  }

  @Test
  void renamesByFieldIdSoThatOlderRowsAreReadUnderTheNewName() {
    provisioner.provision(
        table("renamed", column("id", "long", true), column("mobile", "string", false)));
    Table renamed = catalog.loadTable(TableIdentifier.of("test", "renamed"));
    int id = renamed.schema().findField("mobile").fieldId();
    append(renamed, Map.of("id", 1L, "mobile", "13800000001"));

    Outcome outcome =
        provisioner.provision(
            table(
                "renamed",
                column("id", "long", true),
                renamed(column("phone", "string", false), "mobile")));

    renamed.refresh();
    assertThat(outcome).isEqualTo(Outcome.UPDATED);
    assertThat(renamed.schema().findField("phone").fieldId()).isEqualTo(id);
    append(renamed, Map.of("id", 2L, "phone", "13900000002"));
    assertThat(rows(renamed, "phone")).containsExactlyInAnyOrder("13800000001", "13900000002");
    assertThat(
            provisioner.provision(
                table(
                    "renamed",
                    column("id", "long", true),
                    renamed(column("phone", "string", false), "mobile"))))
        .isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void changesPartitioningAndSortOrderForWhatIsWrittenNext() {
    TableContract before =
        table("laid", column("id", "long", true), column("source", "string", false));
    provisioner.provision(before);
    Table laid = catalog.loadTable(TableIdentifier.of("test", "laid"));
    append(laid, Map.of("id", 1L, "source", "a"));

    provisioner.provision(laidOut(before, List.of("source", "bucket(4, id)"), List.of("id")));
    laid.refresh();
    assertThat(laid.spec().fields()).extracting("name").containsExactly("source", "id_bucket_4");
    assertThat(laid.sortOrder().fields()).hasSize(1);
    assertThat(rows(laid, "source")).containsExactly("a");

    provisioner.provision(laidOut(before, List.of("source"), List.of()));
    laid.refresh();
    assertThat(laid.spec().fields()).extracting("name").containsExactly("source");
    assertThat(laid.sortOrder().isUnsorted()).isTrue();
    assertThat(provisioner.provision(laidOut(before, List.of("source"), List.of())))
        .isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void breaksReadersInPlaceOnlyWhereTheMajorVersionRoseAndSaysSo() {
    provisioner.provision(
        table("dropped", column("id", "long", true), column("name", "string", false)));
    Table dropped = catalog.loadTable(TableIdentifier.of("test", "dropped"));
    append(dropped, Map.of("id", 1L, "name", "a"));
    TableContract without = table("dropped", column("id", "long", true));

    assertBreaks(migrated(without, "1.1.0", Migration.IN_PLACE), "'name' is gone");
    assertBreaks(migrated(without, "2.0.0", Migration.NONE), "'name' is gone");
    assertThat(provisioner.provision(migrated(without, "2.0.0", Migration.IN_PLACE)))
        .isEqualTo(Outcome.UPDATED);

    dropped.refresh();
    assertThat(dropped.schema().columns()).extracting("name").containsExactly("id");
    assertThat(rows(dropped, "id")).containsExactly(1L);
  }

  @Test
  void beginsADerivedTableAnewAndKeepsItsFormerSnapshots() {
    TableContract before =
        derived("rebuilt", "1.0.0", Migration.NONE, column("id", "string", true));
    provisioner.provision(before);
    Table rebuilt = catalog.loadTable(TableIdentifier.of("mart", "rebuilt"));
    append(rebuilt, Map.of("id", "17"));
    long former = rebuilt.currentSnapshot().snapshotId();
    ColumnContract number = column("id", "int", true);

    assertBreaks(
        migrated(table("rebuilt", number), "2.0.0", Migration.IN_PLACE, "mart"),
        "changes from string to int");
    assertThat(provisioner.provision(derived("rebuilt", "2.0.0", Migration.REBUILD, number)))
        .isEqualTo(Outcome.REBUILT);

    rebuilt.refresh();
    assertThat(rebuilt.schema().findType("id").typeId()).isEqualTo(Type.TypeID.INTEGER);
    assertThat(rows(rebuilt, "id")).isEmpty();
    assertThat(rebuilt.snapshot(former)).isNotNull();
    assertThat(rows(rebuilt, rebuilt.newScan().useSnapshot(former), "id")).containsExactly("17");
    assertThat(provisioner.provision(derived("rebuilt", "2.0.0", Migration.REBUILD, number)))
        .isEqualTo(Outcome.UNCHANGED);
  }

  private static void append(Table table, Map<String, Object> values) {
    GenericRecord row = GenericRecord.create(table.schema());
    values.forEach(row::setField);
    OutputFile file = table.io().newOutputFile(table.location() + "/data/" + UUID.randomUUID());
    try {
      DataWriter<Record> writer =
          Avro.writeData(file)
              .schema(table.schema())
              .createWriterFunc(org.apache.iceberg.data.avro.DataWriter::create)
              .withSpec(PartitionSpec.unpartitioned())
              .build();
      try (writer) {
        writer.write(row);
      }
      table.newAppend().appendFile(writer.toDataFile()).commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Object> rows(Table table, String column) {
    return rows(table, table.newScan(), column);
  }

  /** Reads the files of a scan by field id, as every engine does. */
  private static List<Object> rows(Table table, TableScan scan, String column) {
    List<Object> values = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      for (FileScanTask task : tasks) {
        try (CloseableIterable<Record> records =
            Avro.read(table.io().newInputFile(task.file().location()))
                .project(scan.schema())
                .createResolvingReader(PlannedDataReader::create)
                .build()) {
          records.forEach(record -> values.add(record.getField(column)));
        }
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertBreaks(TableContract contract, String reason) {
    assertThatThrownBy(() -> provisioner.provision(contract))
        .hasMessageContaining(reason)
        .extracting(error -> ((YunheException) error).code())
        .isEqualTo(ErrorCode.BREAKING_CHANGE);
  }

  private static TableContract table(String name, ColumnContract... columns) {
    return new TableContract(
        "test",
        name,
        "1.0.0",
        "en",
        "zh",
        "a row",
        "一行",
        "L1",
        new ArrayList<>(List.of(columns)),
        List.of(),
        List.of(),
        Map.of(),
        false,
        List.of(),
        Migration.NONE,
        new ServiceLevel(Period.ofYears(1), null, null, null),
        "tester",
        new Provenance(Provenance.Kind.RECORDED, "test", List.of(), "test:1"),
        "test/" + name + ".odcs.yaml");
  }

  private static TableContract derived(
      String name, String version, Migration migration, ColumnContract... columns) {
    return migrated(table(name, columns), version, migration, "mart");
  }

  private static TableContract migrated(TableContract table, String version, Migration migration) {
    return migrated(table, version, migration, table.layer());
  }

  private static TableContract migrated(
      TableContract table, String version, Migration migration, String layer) {
    return copy(table, layer, version, table.partitioning(), table.sortOrder(), migration);
  }

  private static TableContract laidOut(
      TableContract table, List<String> partitioning, List<String> sortOrder) {
    return copy(table, table.layer(), table.version(), partitioning, sortOrder, table.migration());
  }

  private static TableContract copy(
      TableContract table,
      String layer,
      String version,
      List<String> partitioning,
      List<String> sortOrder,
      Migration migration) {
    return new TableContract(
        layer,
        table.name(),
        version,
        table.textEn(),
        table.textZh(),
        table.grainEn(),
        table.grainZh(),
        table.level(),
        table.columns(),
        partitioning,
        sortOrder,
        table.properties(),
        table.view(),
        table.rules(),
        migration,
        table.service(),
        table.owner(),
        table.provenance(),
        table.file());
  }

  private static ColumnContract renamed(ColumnContract column, String former) {
    return new ColumnContract(
        column.name(),
        column.type(),
        column.required(),
        column.primaryKeyPosition(),
        column.textEn(),
        column.textZh(),
        column.level(),
        column.category(),
        column.unit(),
        column.codeSystem(),
        column.references(),
        former,
        column.omop(),
        column.fhir(),
        column.place());
  }

  private static ColumnContract column(String name, String type, boolean required) {
    ColumnType.Kind kind =
        type.equals("string")
            ? ColumnType.Kind.STRING
            : type.equals("int") ? ColumnType.Kind.INT : ColumnType.Kind.LONG;
    return new ColumnContract(
        name,
        new ColumnType(kind, 0, 0),
        required,
        0,
        name,
        name,
        "L1",
        "C5",
        null,
        null,
        null,
        null,
        null,
        null,
        "test:1");
  }
}
