package org.yunhe.jobs.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.jobs.TestingLake;
import org.yunhe.models.check.ModelCheck;
import org.yunhe.models.dictionary.Dictionary;
import org.yunhe.models.resource.ModelOverlay;
import org.yunhe.models.resource.ModelResources;

/** A table added as docs/add-a-table.md says, with the files it shows and nothing else. */
class AddedTableTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("yunhe.root"), "docs/examples/add-a-table");
  private static final String SOURCE = "sources/lis_city.yaml";

  @TempDir Path folder;

  @AfterEach
  void leaveTheLakeAsOthersExpectIt() {
    TestingLake.fresh().lake().spark().sql("DROP TABLE IF EXISTS lake.core.critical_value PURGE");
  }

  @Test
  void twoFilesMakeATableWithItsHistory() {
    TestingLake lake = TestingLake.fresh();
    TestingHospital laboratory = new TestingHospital(lake.lake(), "lis_city");
    notice(laboratory, "1", "2026-03-01 08:05:00");
    notice(laboratory, "2", "not a time");
    laboratory.land();
    lake.run(new CoreJob());
    assertThat(lake.texts("SELECT source_key, outcome FROM ops.source_row ORDER BY 1"))
        .containsExactly("{\"crit_id\":\"1\"}|unmapped", "{\"crit_id\":\"2\"}|unmapped");

    layTheFiles();
    ModelOverlay.over(
        folder,
        () -> {
          assertThat(ModelCheck.run(null).faults()).isEmpty();
          lake.provision();
          lake.run(new CoreJob());
          assertThat(Dictionary.pages()).containsKey("tables/core.critical_value.html");
          return null;
        });

    assertThat(
            lake.texts(
                "SELECT critical_value_id, code, source_value, found_at, source_table"
                    + " FROM core.critical_value"))
        .containsExactly("lis_city:1|14749-6|31.2 mmol/L|2026-03-01T00:05:00Z|lis_critical");
    assertThat(lake.texts("SELECT source_key, reason_code FROM ops.quarantine"))
        .containsExactly("{\"crit_id\":\"2\"}|YQ-CAST");
    assertThat(
            lake.query("DESCRIBE lake.core.critical_value").stream()
                .filter(row -> row.getString(0).equals("patient_id"))
                .map(row -> row.getString(2)))
        .singleElement()
        .asString()
        .contains("患者标识", "[L3 C1]");
  }

  private static void notice(TestingHospital laboratory, String id, String found) {
    laboratory.put(
        "lis_critical",
        "crit_id",
        id,
        "pat_no",
        "7",
        "visit_no",
        "70",
        "item_code",
        glucose(),
        "item_name",
        "葡萄糖",
        "result_value",
        "31.2",
        "unit",
        "mmol/L",
        "find_time",
        found);
  }

  /** The laboratory's own code of glucose, from its list. */
  private static String glucose() {
    return ModelResources.read("codes/lab-item/lis_city.csv")
        .lines()
        .filter(line -> line.contains(",14749-6,"))
        .map(line -> line.substring(0, line.indexOf(',')))
        .findFirst()
        .orElseThrow();
  }

  private void layTheFiles() {
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(EXAMPLE.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
      Path source = folder.resolve(SOURCE);
      Files.createDirectories(source.getParent());
      String unmapped =
          "    unmapped: \"core has no critical-value table yet; the rows wait in raw.change\"\n";
      assertThat(ModelResources.read(SOURCE)).contains(unmapped);
      Files.writeString(source, ModelResources.read(SOURCE).replace(unmapped, ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
