package org.yunhe.ingestion.simulator.pool;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An encounter while the export is read. */
final class EncounterDraft {
  final List<String> conditions = new ArrayList<>();
  final List<LifeEncounter.Measure> observations = new ArrayList<>();
  final List<String> medications = new ArrayList<>();
  final List<String> procedures = new ArrayList<>();
  private final String kind;
  private final String reason;
  private final LocalDateTime start;
  private final LocalDateTime stop;

  EncounterDraft(Map<String, String> row) {
    kind = row.get("ENCOUNTERCLASS");
    reason = row.get("REASONCODE").isEmpty() ? null : row.get("REASONCODE");
    start = time(row.get("START"));
    stop = time(row.get("STOP"));
  }

  LifeEncounter encounter() {
    return new LifeEncounter(
        kind, start, stop, reason, conditions, observations, medications, procedures);
  }

  private static LocalDateTime time(String text) {
    return LocalDateTime.parse(text.substring(0, 16));
  }
}
