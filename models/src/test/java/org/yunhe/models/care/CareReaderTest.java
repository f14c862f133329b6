package org.yunhe.models.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.resource.ModelResources;

/** What a contract says of its table's files. */
class CareReaderTest {
  private final ContractCatalog contracts = ContractCatalog.load();
  private final TableContract change = contracts.table("raw.change");

  @Test
  void everyContractHasTargets() {
    assertThat(contracts.tables())
        .allSatisfy(table -> assertThat(CareReader.read(table).snapshots()).isPositive());
    assertThat(CareReader.read(contracts.table("core.patient")))
        .isEqualTo(CareTargets.ofLayer("core"));
    assertThat(CareReader.read(change).order())
        .containsExactly("source", "source_table", "source_position");
  }

  @Test
  void aContractSaysOnlyWhatDiffers() {
    CareTargets targets =
        CareReader.parse(
            change,
            changed(
                "targetFileSize: 64MB\n          maxDeleteRatio: 0.25\n          maxSnapshotAge: PT6H"));

    assertThat(targets.fileBytes()).isEqualTo(64L << 20);
    assertThat(targets.deleteRatio()).isEqualTo(0.25);
    assertThat(targets.snapshotAge()).isEqualTo(Duration.ofHours(6));
    assertThat(targets.smallFiles()).isEqualTo(CareTargets.ofLayer("raw").smallFiles());
  }

  @Test
  void whatIsWrongIsNamedWithItsLine() {
    refused("targetFileSize: large", "'large' is no size");
    refused("maxDeleteRatio: 3", "'3' is no share");
    refused("maxSnapshotAge: a week", "'a week' is no duration");
    refused("order: [nowhere]", "'nowhere' is no column");
    refused("maxFiles: 3", "'maxFiles' is not known");
  }

  @Test
  void rowsHaveTheAgeOfTheirDayOrOfTheColumnNamed() {
    assertThat(CareReader.timeColumn(change)).contains("ingested_at");
    assertThat(CareReader.timeColumn(contracts.table("ops.job_run"))).contains("ended_at");
    assertThat(CareReader.timeColumn(contracts.table("ops.erased_key"))).isEmpty();
    assertThat(CareReader.timeColumn(contracts.table("core.patient"))).isEmpty();
  }

  private void refused(String care, String complaint) {
    assertThatThrownBy(() -> CareReader.parse(change, changed(care)))
        .hasMessageContaining("tables/raw/change.odcs.yaml:")
        .hasMessageContaining(complaint);
  }

  private String changed(String care) {
    return ModelResources.read(change.file())
        .replace("order: [source, source_table, source_position]", care);
  }
}
