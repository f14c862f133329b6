package org.yunhe.ingestion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yunhe.ingestion.simulator.store.Row;
import org.yunhe.models.identity.ResidentId;

class FaultInjectorTest {

  private static final int ROWS = 20_000;
  private final List<Row> rows = new ArrayList<>();
  private final List<FaultInjector.Fault> faults = new ArrayList<>();

  private void inject(double rate) {
    SimulationPlan plan = new SimulationPlan(1, 3, LocalDate.of(2026, 1, 1), 1, rate);
    FaultInjector injector =
        new FaultInjector((source, row) -> rows.add(row), (fault, row) -> faults.add(fault), plan);
    for (int i = 0; i < ROWS; i++) {
      injector.add(
          "his_city",
          Row.of(
              "br_jbxx",
              "brid",
              "%010d".formatted(i),
              "xm",
              "王芳",
              "xb",
              "2",
              "csrq",
              LocalDate.of(1949, 12, 31),
              "zjhm",
              "11010519491231002X"));
    }
  }

  @Test
  void spoilsTheGivenShareAndListsEach() {
    inject(0.02);
    assertThat(rows).hasSize(ROWS);
    assertThat(faults.size()).isBetween((int) (ROWS * 0.015), (int) (ROWS * 0.025));
    long wrong =
        rows.stream()
            .filter(
                row ->
                    row.get("xm") == null
                        || !"2".equals(row.get("xb"))
                        || !LocalDate.of(1949, 12, 31).equals(row.get("csrq"))
                        || ResidentId.normalize((String) row.get("zjhm")).isEmpty())
            .count();
    assertThat(wrong).isEqualTo(faults.size());
  }

  @Test
  void leavesEverythingAloneAtRateZero() {
    inject(0);
    assertThat(faults).isEmpty();
  }
}
