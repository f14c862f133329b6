package org.yunhe.lakehouse.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long a source has been waiting follows from looks at its log. */
class LagClockTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final LagClock clock = new LagClock();

  private Duration lag(int second, long end, long read) {
    return clock.lag(NOON.plusSeconds(second), end, read);
  }

  @Test
  void aQuietSourceIsNeverBehind() {
    assertThat(lag(0, 100, 100)).isZero();
    assertThat(lag(3600, 100, 100)).isZero();
  }

  @Test
  void heartbeatsThatMoveBothEndsAreNoLag() {
    lag(0, 100, 90);
    assertThat(lag(5, 110, 100)).isZero();
    assertThat(lag(10, 120, 110)).isZero();
  }

  @Test
  void aConnectorThatStandsStillFallsBehindAndCatchesUp() {
    lag(0, 100, 100);
    assertThat(lag(10, 200, 100)).isZero();
    assertThat(lag(40, 300, 100)).isEqualTo(Duration.ofSeconds(30));
    assertThat(lag(50, 300, 250)).isEqualTo(Duration.ofSeconds(10));
    assertThat(lag(60, 300, 300)).isZero();
  }

  @Test
  void globalTransactionIdsAreCountedOverTheirDomains() {
    assertThat(MariaDbFeed.transactions("0-1-57,1-2-3")).isEqualTo(60);
    assertThat(MariaDbFeed.transactions("")).isZero();
  }

  @Test
  void theTimeOfAnEnvelopeIsReadWithoutItsImages() {
    assertThat(
            FeedTopics.time(
                "{\"after\":{\"ts_ms\":1,\"a\":[{}]},\"ts_ms\":2,\"source\":{\"db\":{\"ts_ms\":3},\"ts_ms\":4}}"
                    .getBytes(UTF_8)))
        .contains(Instant.ofEpochMilli(4));
    assertThat(FeedTopics.time("{\"after\":{}}".getBytes(UTF_8))).isEmpty();
    assertThat(FeedTopics.time("no".getBytes(UTF_8))).isEmpty();
    assertThat(FeedTopics.time(null)).isEmpty();
  }
}
