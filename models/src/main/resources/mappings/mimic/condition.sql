-- Diagnoses of billing, and what was charted as a finding. The range of the source concept tells the
-- vocabulary: 44,8xx,xxx is ICD-9-CM; 2,000,000,000 and above are items of the hospital's own charts;
-- all others are ICD-10-CM. Codes come padded and without the dot. What the hospital's own charts call
-- a finding (mostly the heart rhythm, every hour) keeps the place OMOP gives it, as category charted.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', condition_occurrence_id) AS condition_id,
  concat('${source}:', visit_occurrence_id) AS encounter_id,
  concat('${source}:', person_id) AS patient_id,
  _org_code AS org_code,
  CASE WHEN system IS NULL THEN 'charted' ELSE 'discharge' END AS category,
  CASE WHEN system IS NOT NULL THEN concat_ws('.', prefix, rest) END AS code,
  system AS code_system,
  CASE WHEN system IS NOT NULL THEN prefix END AS code_prefix,
  value AS source_code,
  CASE WHEN system IS NULL THEN trim(condition_source_value) END AS display,
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
      END AS length
    FROM condition_occurrence
  )
)
