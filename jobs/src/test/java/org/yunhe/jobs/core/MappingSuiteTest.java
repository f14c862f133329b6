package org.yunhe.jobs.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yunhe.jobs.TestingLake;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.source.SourceTable;

/** Every mapping of every source: it plans, and no row of it is lost, however empty. */
class MappingSuiteTest {

  @Test
  void everyMappingPlansAndAccountsForEveryRow() {
    TestingLake lake = TestingLake.fresh();
    CoreModels models = CoreModels.load();
    List<String> tables = new ArrayList<>();
    for (SourceDefinition source : models.sources().values()) {
      TestingHospital hospital = new TestingHospital(lake.lake(), source.source());
      TestingFhir feed = new TestingFhir(lake.lake(), source.source());
      for (SourceTable table : source.tables().values()) {
        if (source.isFhir()) {
          feed.put(table.name(), "1", 1, "");
        } else {
          hospital.put(table.name(), keyOnly(table));
        }
        tables.add(source.source() + "|" + table.name() + "|1|true");
      }
      if (source.isFhir()) {
        feed.land();
      } else {
        hospital.land();
      }
    }

    lake.run(new CoreJob());

    assertThat(lake.texts("SELECT source, source_table, rows_in, balanced FROM ops.reconciliation"))
        .containsExactlyInAnyOrderElementsOf(tables);
    assertThat(lake.texts("SELECT DISTINCT reason FROM ops.source_row"))
        .doesNotContain("the mapping gives no row");
    assertThat(
            lake.texts(
                "SELECT source, source_table FROM ops.source_row WHERE outcome = 'unmapped'"))
        .containsExactlyInAnyOrderElementsOf(unmapped(models));
  }

  private static String[] keyOnly(SourceTable table) {
    List<String> row = new ArrayList<>();
    for (String key : table.key()) {
      row.add(key);
      row.add("1");
    }
    return row.toArray(String[]::new);
  }

  private static List<String> unmapped(CoreModels models) {
    return models.sources().values().stream()
        .flatMap(
            source ->
                source.tables().values().stream()
                    .filter(table -> table.unmapped() != null)
                    .map(table -> source.source() + "|" + table.name()))
        .toList();
  }
}
