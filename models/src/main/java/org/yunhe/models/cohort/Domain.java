package org.yunhe.models.cohort;

/** Kind of clinical event that a cohort may ask for; one core table each. */
public enum Domain {
  /** Diagnoses of {@code core.condition}, ICD. */
  CONDITION,
  /** Medicines of {@code core.medication}, ATC. */
  MEDICATION,
  /** Results of {@code core.observation}, LOINC. */
  OBSERVATION,
  /** Procedures of {@code core.procedure}. */
  PROCEDURE,
  /** Visits of {@code core.encounter}; the code is the encounter class. */
  ENCOUNTER
}
