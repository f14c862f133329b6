package org.yunhe.ingestion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorOptionsTest {

  @TempDir Path folder;
  private final List<String> arguments = new ArrayList<>();

  @BeforeEach
  void server() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    arguments.addAll(
        List.of("--jdbc", "jdbc:postgresql://db:6000", "--password-file", password.toString()));
  }

  private SimulatorOptions with(String... more) {
    arguments.addAll(List.of(more));
    return SimulatorOptions.parse(arguments);
  }

  @Test
  void defaults() {
    SimulatorOptions options = with();
    assertThat(options.plan().residents()).isEqualTo(1000);
    assertThat(options.plan().years()).isEqualTo(3);
    assertThat(options.plan().faultRate()).isEqualTo(0.005);
    assertThat(options.asOfGiven()).isFalse();
    assertThat(options.duration()).isNull();
    assertThat(options.server().port()).isEqualTo(6000);
    assertThat(options.server().toString()).doesNotContain("secret");
  }

  @Test
  void explicit() {
    SimulatorOptions options =
        with("--residents", "100", "--as-of", "2026-03-01", "--rate", "20", "--for", "90s");
    assertThat(options.plan().asOf()).isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(options.duration()).isEqualTo(Duration.ofSeconds(90));
    assertThat(options.rate()).isEqualTo(20);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> with("--resident", "5")).hasMessageContaining("--resident");
  }

  @Test
  void refusesTooManyResidents() {
    assertThatThrownBy(() -> with("--residents", "2000000")).hasMessageContaining("1000000");
  }
}
