package org.yunhe.ingestion.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.ingestion.simulator.fhir.FhirRegion;
import org.yunhe.ingestion.simulator.person.Resident;

class FhirRegionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
  private static final SimulationPlan PLAN = new SimulationPlan(120, 7, DAY, 3, 0);

  @TempDir static Path folder;
  private static final List<JsonNode> PUSHED = new ArrayList<>();
  private static final List<JsonNode> PULLED = new ArrayList<>();

  @BeforeAll
  static void write() throws IOException {
    make(folder);
    for (Path file : files(folder.resolve("fhir_wch/bundles"))) {
      JSON.readTree(file.toFile())
          .path("entry")
          .forEach(entry -> PUSHED.add(entry.path("resource")));
    }
    for (Path file : files(folder.resolve("fhir_tcm"))) {
      if (file.toString().endsWith(".ndjson")) {
        for (String line : Files.readAllLines(file)) {
          PULLED.add(JSON.readTree(line));
        }
      }
    }
  }

  private static void make(Path out) throws IOException {
    FhirRegion.main(
        new String[] {
          "--out", out.toString(), "--residents", "120", "--seed", "7", "--as-of", DAY.toString()
        });
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void patientsAreTheResidentsWhomTheDatabasesKnow() {
    Map<String, Resident> known =
        MemorySink.region(PLAN).patients().stream()
            .map(patient -> patient.resident())
            .collect(Collectors.toMap(Resident::idNumber, r -> r, (a, b) -> a));
    int found = 0;
    for (JsonNode patient : of("Patient")) {
      Resident resident = known.get(residentId(patient));
      if (resident != null) {
        found++;
        assertThat(patient.path("gender").asText()).isEqualTo(resident.male() ? "male" : "female");
      }
    }
    assertThat(of("Patient")).hasSizeGreaterThan(30);
    assertThat(found).as("patients who are in a database too").isGreaterThan(25);
  }

  @Test
  void everyReferenceLeadsToAResourceOfTheSameHospital() {
    for (List<JsonNode> hospital : List.of(PUSHED, PULLED)) {
      Set<String> there = new TreeSet<>();
      hospital.forEach(
          resource ->
              there.add(
                  resource.path("resourceType").asText() + "/" + resource.path("id").asText()));
      assertThat(there).as("ids are unique").hasSameSizeAs(hospital);
      Set<String> named = new TreeSet<>();
      hospital.forEach(
          resource ->
              resource.findValuesAsText("reference").forEach(reference -> named.add(reference)));
      assertThat(there).containsAll(named);
    }
  }

  @Test
  void nothingHappensBeforeBirthOrAfterDeath() {
    Map<String, JsonNode> patients = new HashMap<>();
    of("Patient")
        .forEach(patient -> patients.put("Patient/" + patient.path("id").asText(), patient));
    assertThat(of("Encounter"))
        .isNotEmpty()
        .allSatisfy(
            encounter -> {
              JsonNode patient = patients.get(encounter.at("/subject/reference").asText());
              String start = encounter.at("/period/start").asText();
              assertThat(start).isGreaterThan(patient.path("birthDate").asText());
              assertThat(start)
                  .isLessThan(patient.path("deceasedDateTime").asText(DAY + "T08:00:00+08:00"));
            });
  }

  @Test
  void theSameParametersChangeNothing() throws IOException {
    Path file = files(folder.resolve("fhir_wch/bundles")).getFirst();
    var before = Files.getLastModifiedTime(file);

    make(folder);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
  }

  private static List<JsonNode> of(String type) {
    return Stream.concat(PUSHED.stream(), PULLED.stream())
        .filter(resource -> resource.path("resourceType").asText().equals(type))
        .toList();
  }

  private static String residentId(JsonNode patient) {
    for (JsonNode identifier : patient.path("identifier")) {
      if (identifier.path("system").asText().equals("urn:oid:2.16.156.10011.1.3")) {
        return identifier.path("value").asText();
      }
    }
    return "none";
  }
}
