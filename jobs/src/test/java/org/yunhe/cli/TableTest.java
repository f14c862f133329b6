package org.yunhe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines up columns with Chinese and Latin letters. */
class TableTest {
  @Test
  void countsChineseCharactersAsTwoCells() {
    String text =
        new Table(List.of("NAME", "ROWS>"))
            .row(List.of("云河", "7"))
            .row(List.of("canal", "12345"))
            .text();

    assertThat(text)
        .isEqualTo(
            """
            NAME    ROWS
            -----  -----
            云河       7
            canal  12345
            """);
  }
}
