package org.yunhe.models.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.resource.ModelResources;

/** Reads the shipped contracts, and refuses broken ones with file, line and cure. */
class ContractCatalogTest {
  private static final String FILE = "tables/core/patient.odcs.yaml";

  @Test
  void loadsEveryShippedContract() {
    ContractCatalog catalog = ContractCatalog.load();

    assertThat(catalog.tables())
        .extracting(TableContract::fullName)
        .contains("raw.change", "core.patient", "mart.patient_360", "ops.quarantine");
    assertThat(catalog.tables()).hasSameSizeAs(ModelResources.list("tables", ".odcs.yaml"));
    TableContract patient = catalog.table("core.patient");
    assertThat(patient.primaryKey()).extracting(ColumnContract::name).containsExactly("patient_id");
    assertThat(patient.column("id_number").orElseThrow().level()).isEqualTo("L4");
    assertThat(catalog.table("core.charge").column("amount").orElseThrow().type().sql())
        .isEqualTo("decimal(14,2)");
  }

  @Test
  void refusesColumnWithoutClassification() {
    String broken = ModelResources.read(FILE).replaceFirst("        classification: L3\n", "");

    assertThatThrownBy(() -> ContractCatalog.parse(FILE, broken))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(FILE + ":")
        .hasMessageContaining("the classification is missing");
  }

  @Test
  void refusesUnknownType() {
    String broken =
        ModelResources.read(FILE).replaceFirst("physicalType: date", "physicalType: day");

    assertThatThrownBy(() -> ContractCatalog.parse(FILE, broken))
        .hasMessageContaining("type 'day' is not known");
  }

  @Test
  void refusesTableGradedBelowItsColumns() {
    String broken = ModelResources.read(FILE).replaceFirst("value: L4", "value: L2");

    assertThatThrownBy(() -> ContractCatalog.parse(FILE, broken))
        .hasMessageContaining("the table is L2 but has a column of L4");
  }

  @Test
  void refusesDanglingForeignKey() {
    TableContract patient = ContractCatalog.parse(FILE, ModelResources.read(FILE));

    assertThatThrownBy(() -> ContractCatalog.of(List.of(patient)))
        .hasMessageContaining("org_code refers to core.organization.org_code");
  }
}
