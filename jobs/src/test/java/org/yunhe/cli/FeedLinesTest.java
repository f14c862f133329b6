package org.yunhe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Lags are told in units that people use. */
class FeedLinesTest {

  @Test
  void bytesAreToldInTheirUnit() {
    assertThat(FeedLines.bytes(312)).isEqualTo("312 B");
    assertThat(FeedLines.bytes(12_700)).isEqualTo("12 KiB");
    assertThat(FeedLines.bytes(5L << 20)).isEqualTo("5 MiB");
    assertThat(FeedLines.bytes(1_610_612_736L)).isEqualTo("1.5 GiB");
  }

  @Test
  void timesAreToldInTheirUnit() {
    assertThat(FeedLines.age(Duration.ofMillis(-3))).isEqualTo("0 s");
    assertThat(FeedLines.age(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(FeedLines.age(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
    assertThat(FeedLines.age(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
    assertThat(FeedLines.age(Duration.ofHours(49))).isEqualTo("2 d 1 h");
  }
}
