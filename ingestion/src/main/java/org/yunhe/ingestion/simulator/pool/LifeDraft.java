package org.yunhe.ingestion.simulator.pool;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A life while the export is read. */
final class LifeDraft {
  private final String sex;
  private final LocalDate birth;
  private final LocalDate death;
  private final List<Life.Problem> problems = new ArrayList<>();
  private final List<EncounterDraft> encounters = new ArrayList<>();

  LifeDraft(Map<String, String> patient) {
    sex = patient.get("GENDER");
    birth = date(patient.get("BIRTHDATE"));
    death = date(patient.get("DEATHDATE"));
  }

  void problem(Map<String, String> row) {
    problems.add(new Life.Problem(row.get("CODE"), date(row.get("START")), date(row.get("STOP"))));
  }

  EncounterDraft encounter(Map<String, String> row) {
    EncounterDraft encounter = new EncounterDraft(row);
    encounters.add(encounter);
    return encounter;
  }

  Life life() {
    List<LifeEncounter> ordered =
        encounters.stream()
            .map(EncounterDraft::encounter)
            .sorted(Comparator.comparing(LifeEncounter::start))
            .toList();
    return new Life(sex, birth, death, problems, ordered);
  }

  private static LocalDate date(String text) {
    return text.isEmpty() ? null : LocalDate.parse(text);
  }
}
