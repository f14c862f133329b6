package org.yunhe.ingestion.simulator.pool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.yunhe.ingestion.simulator.store.CsvLine;

/**
 * Turns a CSV export of Synthea into the pool. Questionnaires and social history are left out here,
 * since no hospital system of the region records them; their number is printed.
 */
public final class PoolMaker {

  private static final Set<String> SKIPPED = Set.of("survey", "social-history");

  private final Path csv;
  private final String from = LifePool.END.minusYears(LifePool.YEARS).toString();
  private final Map<String, LifeDraft> lives = new LinkedHashMap<>();
  private final Map<String, EncounterDraft> encounters = new HashMap<>();
  private int skippedObservations;

  private PoolMaker(Path csv) {
    this.csv = csv;
  }

  /** {@code PoolMaker <folder of CSV files> <pool file>}. */
  public static void main(String[] args) throws IOException {
    PoolMaker maker = new PoolMaker(Path.of(args[0]));
    LifePool pool = maker.make();
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
      pool.write(out);
    }
    System.out.printf(
        "%d lives, %d encounters, %d observations left out as questionnaire or social history%n",
        pool.lives().size(), maker.encounters.size(), maker.skippedObservations);
  }

  private LifePool make() throws IOException {
    read("patients", this::patient);
    read("encounters", this::encounter);
    read("conditions", this::condition);
    read("observations", this::observation);
    read("medications", row -> withEncounter(row, e -> e.medications.add(row.get("CODE"))));
    read("procedures", row -> withEncounter(row, e -> e.procedures.add(row.get("CODE"))));
    return new LifePool(lives.values().stream().map(LifeDraft::life).toList());
  }

  private void read(String file, Consumer<Map<String, String>> row) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(csv.resolve(file + ".csv"))) {
      List<String> header = CsvLine.split(lines.readLine());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        row.accept(CsvLine.toMap(header, line));
      }
    }
  }

  private void patient(Map<String, String> row) {
    String death = row.get("DEATHDATE");
    if (death.isEmpty() || death.compareTo(from) >= 0) {
      lives.put(row.get("Id"), new LifeDraft(row));
    }
  }

  private void encounter(Map<String, String> row) {
    LifeDraft life = lives.get(row.get("PATIENT"));
    if (life != null && row.get("START").compareTo(from) >= 0) {
      encounters.put(row.get("Id"), life.encounter(row));
    }
  }

  private void condition(Map<String, String> row) {
    LifeDraft life = lives.get(row.get("PATIENT"));
    if (life != null) {
      life.problem(row);
      withEncounter(row, e -> e.conditions.add(row.get("CODE")));
    }
  }

  private void observation(Map<String, String> row) {
    if (SKIPPED.contains(row.get("CATEGORY"))) {
      skippedObservations++;
      return;
    }
    LifeEncounter.Measure measure =
        new LifeEncounter.Measure(row.get("CODE"), row.get("VALUE"), row.get("UNITS"));
    withEncounter(row, e -> e.observations.add(measure));
  }

  private void withEncounter(Map<String, String> row, Consumer<EncounterDraft> action) {
    EncounterDraft encounter = encounters.get(row.get("ENCOUNTER"));
    if (encounter != null) {
      action.accept(encounter);
    }
  }
}
