package org.yunhe.models.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Times of hospitals' clocks and of FHIR in UTC. */
class LocalTimeTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void aClosingZIsUtcInFhirAndTheWallClockInADatabase() {
    assertThat(LocalTime.ofFhir("2026-03-01T08:00:00Z", SHANGHAI))
        .isEqualTo("2026-03-01T08:00:00Z");
    assertThat(LocalTime.toUtc("2026-03-01T08:00:00Z", SHANGHAI)).isEqualTo("2026-03-01T00:00:00Z");
  }

  @Test
  void aFhirTimeWithAnOffsetIsThatMoment() {
    assertThat(LocalTime.ofFhir("2180-05-06T22:23:00.5-04:00", SHANGHAI))
        .isEqualTo("2180-05-07T02:23:00.500Z");
  }

  @Test
  void aDayBeginsOnTheHospitalsClock() {
    assertThat(LocalTime.ofFhir("2026-03-01", SHANGHAI)).isEqualTo("2026-02-28T16:00:00Z");
  }

  @Test
  void aYearOrAMonthTellsNoMoment() {
    assertThat(LocalTime.ofFhir("2026", SHANGHAI)).isNull();
    assertThat(LocalTime.ofFhir("2026-03", SHANGHAI)).isNull();
    assertThat(LocalTime.ofFhir(null, SHANGHAI)).isNull();
  }

  @Test
  void whatIsNoTimeIsLeftForTheCastToRefuse() {
    assertThat(LocalTime.ofFhir("yesterday", SHANGHAI)).isEqualTo("yesterday");
  }
}
