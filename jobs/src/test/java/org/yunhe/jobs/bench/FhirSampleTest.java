package org.yunhe.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.models.error.YunheException;

class FhirSampleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path given;
  private Path taken;

  @BeforeEach
  void files() throws IOException {
    given = Files.createDirectories(folder.resolve("given"));
    taken = folder.resolve("taken");
    Files.write(
        given.resolve("HospitalPatient.ndjson"),
        IntStream.range(0, 10)
            .mapToObj("{\"resourceType\":\"Patient\",\"id\":\"p%d\"}"::formatted)
            .toList());
    try (Writer packed =
        new OutputStreamWriter(
            new GZIPOutputStream(
                Files.newOutputStream(given.resolve("HospitalConditionED.ndjson.gz"))))) {
      for (int i = 0; i < 30; i++) {
        packed.write(
            """
            {"resourceType":"Condition","id":"c%d","subject":{"reference":"Patient/p%d"},\
            "evidence":[{"detail":[{"reference":"#inside"}]}]}
            """
                .formatted(i, i % 10));
      }
    }
    Files.writeString(given.resolve("README.md"), "no resources");
  }

  @Test
  void firstOfEveryFileInProportion() throws IOException {
    FhirSample sample = FhirSample.of(given);
    long bytes = sample.write(20, taken);

    assertThat(sample.available()).isEqualTo(40);
    assertThat(ids("Patient.HospitalPatient.ndjson")).containsExactly("p0", "p1", "p2", "p3", "p4");
    assertThat(ids("Condition.HospitalConditionED.ndjson")).hasSize(15).startsWith("c0", "c1");
    assertThat(bytes)
        .isEqualTo(
            Files.size(taken.resolve("Patient.HospitalPatient.ndjson"))
                + Files.size(taken.resolve("Condition.HospitalConditionED.ndjson")));
  }

  @Test
  void anyNumberIsReachedExactly() throws IOException {
    for (int count : new int[] {1, 7, 39, 41, 113}) {
      Path target = folder.resolve("taken-" + count);
      FhirSample.of(given).write(count, target);
      long lines = 0;
      try (var files = Files.list(target)) {
        for (Path file : files.toList()) {
          lines += Files.readAllLines(file).size();
        }
      }
      assertThat(lines).isEqualTo(count);
    }
  }

  @Test
  void copiesReferToCopies() throws IOException {
    FhirSample.of(given).write(100, taken);

    List<String> patients = ids("Patient.HospitalPatient.ndjson");
    assertThat(patients).hasSize(25).doesNotHaveDuplicates().contains("p9", "p9-1", "p4-2");
    Set<String> referred = new HashSet<>();
    for (String line : Files.readAllLines(taken.resolve("Condition.HospitalConditionED.ndjson"))) {
      JsonNode condition = JSON.readTree(line);
      String id = condition.path("id").asText();
      String subject = condition.at("/subject/reference").asText();
      assertThat(subject.replaceFirst("^[^-]*", "")).isEqualTo(id.replaceFirst("^[^-]*", ""));
      assertThat(condition.at("/evidence/0/detail/0/reference").asText()).isEqualTo("#inside");
      referred.add(subject.replace("Patient/", ""));
    }
    assertThat(patients).containsAll(referred.stream().filter(id -> !id.endsWith("-2")).toList());
  }

  @Test
  void folderWithoutResourcesIsAnError() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> FhirSample.of(empty))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining("has no NDJSON file");
  }

  private List<String> ids(String file) throws IOException {
    return Files.readAllLines(taken.resolve(file)).stream()
        .map(
            line -> {
              try {
                return JSON.readTree(line).path("id").asText();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })
        .toList();
  }
}
