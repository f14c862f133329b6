package org.yunhe.models.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads CSV as RFC 4180 has it. */
class CsvTest {
  @Test
  void readsQuotesCommasAndLineBreaks() {
    assertThat(Csv.parse("f", "a,b\r\n\"x,1\",\"say \"\"hi\"\"\"\n\n,\n"))
        .containsExactly(List.of("a", "b"), List.of("x,1", "say \"hi\""), List.of("", ""));
  }

  @Test
  void refusesOpenQuote() {
    assertThatThrownBy(() -> Csv.parse("f.csv", "a,\"b\n")).hasMessageContaining("f.csv");
  }
}
