package org.yunhe.lakehouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
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
