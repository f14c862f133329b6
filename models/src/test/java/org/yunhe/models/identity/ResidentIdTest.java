package org.yunhe.models.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The published examples of GB 11643 pass, their damaged copies do not. */
class ResidentIdTest {
  @Test
  void acceptsPublishedExamples() {
    assertThat(ResidentId.normalize("11010519491231002X")).contains("11010519491231002X");
    assertThat(ResidentId.normalize("440524188001010014")).contains("440524188001010014");
  }

  @Test
  void normalizesCaseAndSpace() {
    assertThat(ResidentId.normalize(" 11010519491231002x ")).contains("11010519491231002X");
  }

  @Test
  void refusesWrongCheckCharacter() {
    assertThat(ResidentId.normalize("110105194912310021")).isEmpty();
    assertThat(ResidentId.normalize("440524188001010015")).isEmpty();
  }

  @Test
  void refusesDatesThatDoNotExist() {
    String digits = "11010519490230002";

    assertThat(ResidentId.normalize(digits + ResidentId.checkCharacter(digits))).isEmpty();
  }

  @Test
  void refusesOtherShapes() {
    assertThat(ResidentId.normalize(null)).isEmpty();
    assertThat(ResidentId.normalize("")).isEmpty();
    assertThat(ResidentId.normalize("110105491231002")).isEmpty();
    assertThat(ResidentId.normalize("01010519491231002X")).isEmpty();
  }
}
