-- Every procedure occurrence: what was billed (ICD-10-PCS, HCPCS, CPT) and what intensive care charted
-- under item numbers of the hospital's own.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', procedure_occurrence_id) AS procedure_id,
  concat('${source}:', visit_occurrence_id) AS encounter_id,
  concat('${source}:', person_id) AS patient_id,
  _org_code AS org_code,
  CASE WHEN own THEN NULL ELSE value END AS code,
  CASE
    WHEN own THEN 'other'
    WHEN value RLIKE '^[0-9A-Z]{7}$' THEN 'ICD-10-PCS'
    WHEN value RLIKE '^[0-9]{4}[0-9A-Z]$' THEN 'CPT4'
    WHEN value RLIKE '^[A-Z][0-9]{4}$' THEN 'HCPCS'
    ELSE 'other'
  END AS code_system,
  value AS source_code,
  local_ts(procedure_datetime) AS performed_at,
  'completed' AS status
FROM (
  SELECT
    *,
    upper(trim(procedure_source_value)) AS value,
    coalesce(try_cast(procedure_source_concept_id AS bigint) >= 2000000000, false) AS own
  FROM procedure_occurrence
)
