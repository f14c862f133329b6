package org.yunhe.ingestion.simulator.pool;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDateTime;
import java.util.List;

/**
 * One encounter of a life.
 *
 * @param kind Synthea's class: wellness, ambulatory, outpatient, urgentcare, emergency, inpatient …
 * @param reason SNOMED CT code of the reason, or null
 * @param conditions SNOMED CT codes of the conditions found at this encounter
 * @param medications RxNorm codes
 * @param procedures SNOMED CT codes
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LifeEncounter(
    String kind,
    LocalDateTime start,
    LocalDateTime stop,
    String reason,
    List<String> conditions,
    List<Measure> observations,
    List<String> medications,
    List<String> procedures) {

  /** Lists that the compact form leaves out are empty. */
  public LifeEncounter {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    observations = observations == null ? List.of() : List.copyOf(observations);
    medications = medications == null ? List.of() : List.copyOf(medications);
    procedures = procedures == null ? List.of() : List.copyOf(procedures);
  }

  /** One observation: LOINC code, value as Synthea writes it, unit (UCUM). */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Measure(String code, String value, String unit) {}
}
