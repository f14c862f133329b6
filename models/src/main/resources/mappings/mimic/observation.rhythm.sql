-- Heart rhythm as the nurse charts it; OMOP holds it among the conditions. LOINC 8884-9, Heart rhythm.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN try_cast(condition_source_concept_id AS bigint) < 2000000000
      OR condition_source_concept_id IS NULL THEN 'diagnosis, not a charted rhythm'
    WHEN code_attr('charted-item', condition_source_value, 'kind') IS NOT NULL
      THEN 'charted finding, kept as a condition'
  END AS _skip,
  concat('${source}:rhythm:', condition_occurrence_id) AS observation_id,
  concat('${source}:', visit_occurrence_id) AS encounter_id,
  concat('${source}:', person_id) AS patient_id,
  _org_code AS org_code,
  'exam' AS category,
  '8884-9' AS code,
  condition_source_concept_id AS source_code,
  'Heart rhythm' AS display,
  condition_source_value AS value_text,
  condition_source_value AS source_value,
  local_ts(condition_start_datetime) AS observed_at,
  'final' AS status
FROM condition_occurrence
