package org.yunhe.models.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Values as the published calculators give them, rounded to whole numbers; checked by hand too. */
class CkdEpi2021Test {
  @Test
  void agreesWithPublishedValues() {
    assertThat(CkdEpi2021.estimate(88.4, 50, "2")).hasValueSatisfying(v -> near(v, 69));
    assertThat(CkdEpi2021.estimate(88.4, 50, "1")).hasValueSatisfying(v -> near(v, 92));
    assertThat(CkdEpi2021.estimate(176.8, 60, "1")).hasValueSatisfying(v -> near(v, 38));
    assertThat(CkdEpi2021.estimate(44.2, 30, "2")).hasValueSatisfying(v -> near(v, 129));
  }

  @Test
  void saysNothingOfChildrenAndOfAnUnknownSex() {
    assertThat(CkdEpi2021.estimate(88.4, 17, "1")).isEmpty();
    assertThat(CkdEpi2021.estimate(88.4, 50, "9")).isEmpty();
    assertThat(CkdEpi2021.estimate(0, 50, "1")).isEmpty();
  }

  private static void near(double found, double published) {
    assertThat(found).isCloseTo(published, within(0.6));
  }
}
