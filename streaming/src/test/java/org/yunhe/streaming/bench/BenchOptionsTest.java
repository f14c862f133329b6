package org.yunhe.streaming.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yunhe.models.error.YunheException;

class BenchOptionsTest {
  @Test
  void defaults() {
    assertThat(BenchOptions.parse(new String[0]))
        .isEqualTo(
            new BenchOptions(
                List.of(250_000L, 1_000_000L), 80, 3, 1, 1, 1024, "2s", 500, 60, false, false));
  }

  @Test
  void explicit() {
    String[] arguments = {
      "--platform", "--encrypted", "--rows", "0", "--rate", "100", "--interval", "1s"
    };

    assertThat(BenchOptions.parse(arguments))
        .isEqualTo(new BenchOptions(List.of(), 80, 3, 1, 1, 1024, "1s", 100, 60, true, true));
  }

  @Test
  void namesAnUnknownOption() {
    assertThatThrownBy(() -> BenchOptions.parse(new String[] {"--row", "1"}))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("--row");
  }
}
