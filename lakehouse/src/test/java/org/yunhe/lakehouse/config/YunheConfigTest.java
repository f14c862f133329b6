package org.yunhe.lakehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The defaults, explicit settings, and mistakes in them. */
class YunheConfigTest {
  private static final Path ROOT = Path.of(System.getProperty("yunhe.root"));
  private static final Path FILE = Path.of("yunhe.yaml");

  @Test
  void sampleShowsTheDefaults() throws IOException {
    String sample = Files.readString(ROOT.resolve("docs/yunhe.sample.yaml"));

    assertThat(YunheConfig.parse(ROOT, FILE, sample)).isEqualTo(YunheConfig.parse(ROOT, FILE, ""));
  }

  @Test
  void readsExplicitSettings() {
    YunheConfig config =
        YunheConfig.parse(
            ROOT,
            FILE,
            """
            home: /srv/yunhe
            language: en
            ports: {postgres: 5433}
            flink: {checkpoint-interval: 10s}
            jvm: {servers: " -XX:TieredStopAtLevel=1  -Xlog:gc"}
            """);

    assertThat(config.home()).isEqualTo(Path.of("/srv/yunhe"));
    assertThat(config.lake().jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:5433/lake_catalog");
    assertThat(config.flink().checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.jvm().servers()).containsExactly("-XX:TieredStopAtLevel=1", "-Xlog:gc");
    assertThat(config.jvm().engines()).isEmpty();
    assertThat(config.flink().checkpoints()).isEqualTo("file:/srv/yunhe/checkpoints");
  }

  @Test
  void namesFileAndLineOfAnUnknownSetting() {
    assertThatThrownBy(() -> YunheConfig.parse(ROOT, FILE, "ports:\n  postgre: 1\n"))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("yunhe.yaml:2")
        .hasMessageContaining("'postgre' is not known")
        .extracting(error -> ((YunheException) error).code())
        .isEqualTo(ErrorCode.BAD_CONFIG);
  }

  @Test
  void refusesAPortOutOfRange() {
    assertThatThrownBy(() -> YunheConfig.parse(ROOT, FILE, "ports: {kafka: 99999}"))
        .hasMessageContaining("99999 is no port");
  }
}
