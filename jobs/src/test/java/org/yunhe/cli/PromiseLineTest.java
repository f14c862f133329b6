package org.yunhe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What status says of missed promises. */
class PromiseLineTest {
  private static final List<String> OLD =
      List.of("core.patient", "missed", "266400", "86400", "met", "+3 %", "50");
  private static final List<String> FEW =
      List.of("core.charge", "met", "60", "86400", "missed", "-80 %", "50");

  @Test
  void namesWhatIsMissedInTheLanguageOfTheSetting() {
    assertThat(new PromiseLine("en").of(List.of(OLD, FEW)))
        .isEqualTo(
            "promises missed: core.patient newest row 3 d old (promised 1 d); core.charge rows -80 %"
                + " from usual (promised ±50 %); see ops.table_sla");
    assertThat(new PromiseLine("zh").of(List.of(OLD)))
        .isEqualTo("未达承诺：core.patient 最新数据距今 3 天（承诺 1 天）；见 ops.table_sla");
  }

  @Test
  void staysOneLineHoweverManyThereAreAndIsNothingWhereNoneIsMissed() {
    assertThat(new PromiseLine("en").of(Collections.nCopies(9, FEW)))
        .contains("; and 5 more; see ops.table_sla");
    assertThat(new PromiseLine("en").of(List.of())).isEmpty();
  }
}
