-- Diagnoses of billing, and what was charted as a finding. The range of the source concept tells the
-- vocabulary: 44,8xx,xxx is ICD-9-CM; 2,000,000,000 and above are items of the hospital's own charts;
-- all others are ICD-10-CM. Codes come padded and without the dot. The rhythm on the monitor, charted
-- every hour, is a measurement and no diagnosis: observation.rhythm.sql takes it.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN system IS NULL AND item IS NULL THEN 'charted heart rhythm, kept as an observation'
  END AS _skip,
  concat('${source}:', condition_occurrence_id) AS condition_id,
  concat('${source}:', visit_occurrence_id) AS encounter_id,
  concat('${source}:', person_id) AS patient_id,
  _org_code AS org_code,
  CASE WHEN system IS NULL THEN 'encounter' ELSE 'discharge' END AS category,
  CASE WHEN system IS NOT NULL THEN concat_ws('.', prefix, rest) END AS code,
  system AS code_system,
  CASE WHEN system IS NOT NULL THEN prefix END AS code_prefix,
  value AS source_code,
  item AS display,
  local_ts(condition_start_datetime) AS recorded_at,
  local_ts(condition_end_datetime) AS ended_at,
  'active' AS status
FROM (
  SELECT
    *,
    substring(value, 1, length) AS prefix,
    nullif(substring(value, length + 1), '') AS rest
  FROM (
    SELECT
      *,
      upper(trim(condition_source_value)) AS value,
      CASE
        WHEN try_cast(condition_source_concept_id AS bigint) >= 2000000000 THEN NULL
        WHEN condition_source_concept_id RLIKE '^448[0-9]{5}$' THEN 'ICD-9-CM'
        ELSE 'ICD-10-CM'
      END AS system,
      CASE
        WHEN condition_source_concept_id RLIKE '^448[0-9]{5}$'
          AND upper(condition_source_value) LIKE 'E%' THEN 4
        ELSE 3
      END AS length,
      code_attr('charted-item', condition_source_value, 'display') AS item
    FROM condition_occurrence
  )
)
