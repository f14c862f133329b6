-- Diagnoses and problems. Of several codings the first of ICD is taken; where there is none, the list
-- of diagnoses may know the ICD code of the first coding (SNOMED CT). Codes without a dot get it.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN verification_status = 'entered-in-error' THEN 'entered in error' END AS _skip,
  concat('${source}:Condition/', id) AS condition_id,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(subject, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  CASE
    WHEN category_code IS NOT NULL THEN code('condition-category', category_code)
    WHEN encounter IS NOT NULL THEN 'encounter'
    ELSE 'problem'
  END AS category,
  CASE
    WHEN value LIKE '%.%' THEN value
    ELSE concat_ws('.', substring(value, 1, length), nullif(substring(value, length + 1), ''))
  END AS code,
  CASE WHEN value IS NOT NULL THEN coalesce(system, 'ICD-10-CN') END AS code_system,
  substring(value, 1, length) AS code_prefix,
  coalesce(icd, code_code_1) AS source_code,
  coalesce(code_text, icd_display, code_display_1, code_attr('diagnosis', code_code_1, 'display')) AS display,
  CASE
    WHEN coalesce(onset_time, onset_start) RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}'
      THEN substring(coalesce(onset_time, onset_start), 1, 10)
  END AS onset_date,
  fhir_ts(recorded_date) AS recorded_at,
  fhir_ts(coalesce(abatement_time, abatement_end)) AS ended_at,
  CASE
    WHEN verification_status = 'refuted' THEN 'excluded'
    WHEN verification_status IN ('unconfirmed', 'provisional', 'differential') THEN 'suspected'
    WHEN clinical_status IN ('inactive', 'remission', 'resolved') THEN 'resolved'
    ELSE 'active'
  END AS status
FROM (
  SELECT
    *,
    nullif(upper(trim(coalesce(icd, code('diagnosis', code_code_1)))), '') AS value,
    CASE WHEN system = 'ICD-9-CM' AND upper(icd) LIKE 'E%' THEN 4 ELSE 3 END AS length
  FROM (
    SELECT
      *,
      CASE place WHEN 1 THEN code_code_1 WHEN 2 THEN code_code_2 WHEN 3 THEN code_code_3 END AS icd,
      CASE place WHEN 1 THEN code_display_1 WHEN 2 THEN code_display_2 WHEN 3 THEN code_display_3 END AS icd_display,
      CASE place
        WHEN 1 THEN code('code-system', code_system_1)
        WHEN 2 THEN code('code-system', code_system_2)
        WHEN 3 THEN code('code-system', code_system_3)
      END AS system
    FROM (
      SELECT
        *,
        CASE
          WHEN code('code-system', code_system_1) IN ('ICD-10-CN', 'ICD-10-CM', 'ICD-9-CM') THEN 1
          WHEN code('code-system', code_system_2) IN ('ICD-10-CN', 'ICD-10-CM', 'ICD-9-CM') THEN 2
          WHEN code('code-system', code_system_3) IN ('ICD-10-CN', 'ICD-10-CM', 'ICD-9-CM') THEN 3
        END AS place
      FROM Condition
    )
  )
)
