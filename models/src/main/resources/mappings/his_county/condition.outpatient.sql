-- Diagnoses of outpatient visits, in the hospital's own codes or in ICD-10.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:clinic_diag:', visit_no, ':', diag_no) AS condition_id,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  'encounter' AS category,
  icd AS code,
  CASE WHEN icd IS NOT NULL THEN 'ICD-10-CN' END AS code_system,
  substring(icd, 1, 3) AS code_prefix,
  coalesce(
    code_on('notifiable', substring(icd, 1, 5), diag_time),
    code_on('notifiable', substring(icd, 1, 3), diag_time)) AS notifiable_class,
  diag_code AS source_code,
  diag_desc AS display,
  CASE diag_type WHEN 'M' THEN 1 END AS rank,
  diag_type = 'M' AS is_principal,
  CAST(NULL AS string) AS present_on_admission,
  local_ts(diag_time) AS recorded_at,
  CASE diag_type WHEN 'P' THEN 'suspected' ELSE 'active' END AS status
FROM (
  SELECT
    *,
    coalesce(
      code('diagnosis', diag_code),
      CASE WHEN upper(diag_code) RLIKE '^[A-Z][0-9]{2}([.].+)?$' THEN upper(diag_code) END) AS icd
  FROM clinic_diag
)
