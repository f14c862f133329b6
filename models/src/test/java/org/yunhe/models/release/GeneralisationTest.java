package org.yunhe.models.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The choice of levels, on groups whose sizes are counted by hand. */
class GeneralisationTest {
  private final List<QuasiIdentifier> identifiers =
      ReleaseCatalog.load().releases().get(0).quasiIdentifiers();
  private final Map<List<String>, Long> persons = new HashMap<>();

  @Test
  void keepsTheExactValuesWhereTheyAreCommon() {
    add("1", "1960", "990121", 5);
    add("2", "1960", "990121", 6);

    Generalisation choice = choose();
    assertThat(choice.apply(List.of("1", "1960", "990121"))).containsExactly("1", "1960", "990121");
    assertThat(choice.smallestGroup()).isEqualTo(5);
    assertThat(choice.suppressed()).isZero();
  }

  @Test
  void widensTheYearBeforeTheCountyAndTheCountyBeforeTheSex() {
    add("1", "1960", "990121", 3);
    add("1", "1964", "990121", 2);
    assertThat(choose().apply(List.of("1", "1960", "990121")))
        .containsExactly("1", "1960-1964", "990121");

    persons.clear();
    add("1", "1960", "990121", 3);
    add("1", "1960", "990122", 3);
    assertThat(choose().apply(List.of("1", "1960", "990121"))).containsExactly("1", "1960", "9901");

    persons.clear();
    add("1", "1960", "990121", 3);
    add("2", "1960", "990121", 3);
    assertThat(choose().apply(List.of("1", "1960", "990121")))
        .containsExactly("any", "1960", "990121");
  }

  @Test
  void leavesOutAFewRatherThanBlurAll() {
    add("1", "1960", "990121", 19);
    add("1", "1935", "110101", 2);

    Generalisation choice = choose();
    assertThat(choice.kept()).isEqualTo(19);
    assertThat(choice.suppressed()).isEqualTo(2);
    assertThat(choice.apply(List.of("1", "1960", "990121"))).containsExactly("1", "1960", "990121");
  }

  @Test
  void theVeryOldAreOneGroupAndMissingValuesAreOneToo() {
    add("1", "1930", "990121", 2);
    add("1", "1936", "990121", 3);
    assertThat(choose().apply(List.of("1", "1930", "990121")))
        .containsExactly("1", "<=1936", "990121");
    assertThat(choose().apply(Arrays.asList("1", null, null)))
        .containsExactly("1", "unknown", "unknown");
  }

  @Test
  void fewerThanKPersonsAreNeverShown() {
    add("1", "1960", "990121", 4);

    assertThat(Generalisation.find(identifiers, persons, 5, 1.0, 1936)).isEmpty();
  }

  private Generalisation choose() {
    return Generalisation.find(identifiers, persons, 5, 0.1, 1936).orElseThrow();
  }

  private void add(String sex, String year, String region, long count) {
    persons.put(List.of(sex, year, region), count);
  }
}
