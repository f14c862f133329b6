package org.yunhe.ingestion.simulator.pool;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;

/**
 * One life of the pool, in the codes of Synthea: SNOMED CT conditions and procedures, LOINC
 * observations, RxNorm medicines. Encounters are those of the pool's years, in order of time.
 *
 * @param sex {@code M} or {@code F}
 * @param problems every condition of the life, also those that began before the pool's years
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Life(
    String sex,
    LocalDate birth,
    LocalDate death,
    List<Problem> problems,
    List<LifeEncounter> encounters) {

  /** Lists that the compact form leaves out are empty. */
  public Life {
    problems = problems == null ? List.of() : List.copyOf(problems);
    encounters = encounters == null ? List.of() : List.copyOf(encounters);
  }

  /** A condition with its first and (where it ended) last day. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Problem(String code, LocalDate start, LocalDate stop) {}
}
