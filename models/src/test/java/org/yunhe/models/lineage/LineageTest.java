package org.yunhe.models.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.Provenance;
import org.yunhe.models.contract.TableContract;

/** What feeds what, computed from the shipped files, against what people know of it. */
class LineageTest {
  private final Lineage lineage = Lineage.load();

  @Test
  void followsMappingsFromTheTablesOfEachSource() {
    assertThat(lineage.into("core.observation"))
        .contains(
            new Edge(
                "his_east.lab_result",
                "core.observation",
                "mappings/his_county/observation.laboratory.sql"),
            new Edge(
                "his_west.lab_result",
                "core.observation",
                "mappings/his_county/observation.laboratory.sql"));
    assertThat(lineage.into("raw.change")).extracting(Edge::from).contains("his_city", "mimic");
    assertThat(lineage.into("core.referral")).extracting(Edge::from).contains("referral.referral");
  }

  @Test
  void followsMartsThroughTheQueriesTheyRead() {
    assertThat(lineage.into("mart.patient_timeline"))
        .extracting(Edge::from)
        .containsExactlyInAnyOrder(
            "core.patient",
            "core.encounter",
            "core.condition",
            "core.observation",
            "core.medication",
            "core.drug",
            "core.procedure",
            "core.charge",
            "core.referral");
    assertThat(lineage.into("mart.referral_current"))
        .extracting(Edge::from)
        .containsExactlyInAnyOrder("ops.referral_version", "core.organization");
    assertThat(lineage.into("mart.indicator_value"))
        .extracting(Edge::from)
        .contains("mart.indicator_row", "core.encounter", "core.organization");
    assertThat(lineage.into("research.t2dm_event"))
        .extracting(Edge::from)
        .contains("mart.cohort_member", "core.condition");
  }

  @Test
  void knowsWhichDefinitionsUseATable() {
    assertThat(lineage.uses("core.encounter"))
        .extracting(use -> use.kind() + " " + use.name())
        .contains("indicator NPE01", "cohort t2dm", "release t2dm");
  }

  /** The provenance that a steward wrote names nothing that the queries do not read. */
  @Test
  void agreesWithTheProvenanceOfTheContracts() {
    for (TableContract table : ContractCatalog.load().tables()) {
      if (table.provenance().kind() == Provenance.Kind.DERIVED) {
        TreeSet<String> computed = new TreeSet<>();
        origins(table.fullName(), computed);
        assertThat(computed)
            .as("what feeds " + table.fullName())
            .containsAll(table.provenance().from());
      }
    }
  }

  private void origins(String table, TreeSet<String> found) {
    for (Edge edge : lineage.into(table)) {
      if (found.add(edge.from())) {
        origins(edge.from(), found);
      }
    }
  }
}
