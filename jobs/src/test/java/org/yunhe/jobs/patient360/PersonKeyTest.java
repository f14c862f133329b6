package org.yunhe.jobs.patient360;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The keyed hash agrees with RFC 4231, test case 2, and shows its key to nobody. */
class PersonKeyTest {
  @Test
  void agreesWithThePublishedExample() {
    assertThat(new PersonKey("Jefe").of("what do ya want for nothing?"))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f08".substring(0, 20));
  }

  @Test
  void doesNotPrintItsKey() {
    assertThat(new PersonKey("Jefe").toString()).doesNotContain("Jefe");
  }
}
