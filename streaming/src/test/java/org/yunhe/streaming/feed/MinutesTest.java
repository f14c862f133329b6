package org.yunhe.streaming.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.yunhe.lakehouse.feed.FeedLag;

/** Of many looks at a source one a minute is told, the worst, and a change of state at once. */
class MinutesTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final Minutes minutes = new Minutes(Duration.ofMinutes(1));

  private static FeedLag look(int second, String state, double seconds) {
    return new FeedLag(
        "his", "debezium-mariadb", state, 10L, null, seconds, null, NOON.plusSeconds(second));
  }

  @Test
  void theFirstLookIsToldAtOnce() {
    assertThat(minutes.add(look(0, "running", 0))).contains(look(0, "running", 0));
  }

  @Test
  void theWorstOfAMinuteIsToldAtItsEnd() {
    minutes.add(look(0, "running", 0));
    assertThat(minutes.add(look(20, "running", 15))).isEmpty();
    assertThat(minutes.add(look(40, "running", 0))).isEmpty();
    assertThat(minutes.add(look(60, "running", 0))).contains(look(60, "running", 15));
    assertThat(minutes.add(look(80, "running", 0))).isEmpty();
    assertThat(minutes.add(look(120, "running", 0))).contains(look(120, "running", 0));
  }

  @Test
  void aChangeOfStateDoesNotWait() {
    minutes.add(look(0, "running", 0));
    assertThat(minutes.add(look(5, "unreachable", 0))).contains(look(5, "unreachable", 0));
    assertThat(minutes.add(look(10, "running", 0))).isPresent();
  }
}
