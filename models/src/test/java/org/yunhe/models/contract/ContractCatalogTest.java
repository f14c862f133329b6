package org.yunhe.models.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        .hasMessageMatching(FILE + ":\\d+: org_code refers to core.organization.org_code.*");
  }

  @Test
  void readsWhatTheTablePromisesAndWhoAnswers() {
    TableContract observation = ContractCatalog.load().table("core.observation");

    assertThat(observation.service().retention()).isEqualTo(Period.ofYears(10));
    assertThat(observation.service().freshness())
        .isEqualTo(new Freshness(Duration.ofMinutes(15), "merged_at"));
    assertThat(observation.service().volume()).isEqualTo(new Volume(50, "observed_at"));
    assertThat(observation.owner()).isEqualTo("laboratory");
    assertThat(observation.provenance().kind()).isEqualTo(Provenance.Kind.MAPPED);
    assertThat(observation.provenance().from()).containsExactly("raw.change");
    ColumnContract value = observation.column("value_num").orElseThrow();
    assertThat(value.omop()).isEqualTo("measurement.value_as_number");
    assertThat(value.fhir()).isEqualTo("Observation.value[x]");
  }

  @Test
  void everyCoreTablePromisesFreshnessAndVolume() {
    assertThat(ContractCatalog.load().tables())
        .filteredOn(table -> table.layer().equals("core"))
        .allSatisfy(
            table -> {
              assertThat(table.service().freshness()).as(table.fullName()).isNotNull();
              assertThat(table.service().volume()).as(table.fullName()).isNotNull();
            });
  }

  /** One line of a contract, what it is changed into, and the complaint. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "observation | value: \"UCUM\" | value: \"SNOMED\" | code system 'SNOMED' is not known",
        "charge | value: \"CNY\" | value: \"RMB\" | unit 'RMB' is no unit of UCUM",
        "charge | value: \"CNY\" | value: \"mmHg\" | unit 'mmHg' is no unit of UCUM",
        "charge | value: cost.cost_id | value: cost.id | 'cost.id' is no element of OMOP CDM 5.4",
        "charge | ChargeItem.context | ChargeItem.visit | 'ChargeItem.visit' is no element of FHIR R4",
        "charge | team: | teams: | the owner is missing",
        "charge | property: provenance | property: origin | custom property provenance is missing",
        "charge | kind: mapped | kind: copied | 'copied' is no provenance",
        "charge | property: retention | property: kept | the retention is missing",
        "charge | value: P10Y | value: ten years | 'ten years' is no period",
        "charge | value: P1D | value: daily | 'daily' is no duration",
        "charge | element: merged_at | element: merged | 'merged' is no time or date column",
        "charge | unit: percent | unit: rows | the volume is a deviation in percent",
      })
  void refusesWhatNobodyCouldUse(String table, String line, String broken, String complaint) {
    String file = "tables/core/" + table + ".odcs.yaml";
    String text = ModelResources.read(file);
    assertThat(text).contains(line);

    assertThatThrownBy(() -> ContractCatalog.parse(file, text.replace(line, broken)))
        .isInstanceOf(YunheException.class)
        .hasMessageMatching(Pattern.quote(file) + ":\\d+.*" + Pattern.quote(complaint) + ".*");
  }
}
