-- Coded diagnoses of the case front page, in the hospital's own codes or in ICD-10.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:medrec_diag:', visit_no, ':', diag_no) AS condition_id,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  'discharge' AS category,
  icd AS code,
  CASE WHEN icd IS NOT NULL THEN 'ICD-10-CN' END AS code_system,
  substring(icd, 1, 3) AS code_prefix,
  coalesce(
    code_on('notifiable', substring(icd, 1, 5), coalesce(discharge_time, admission_time)),
    code_on('notifiable', substring(icd, 1, 3), coalesce(discharge_time, admission_time))) AS notifiable_class,
  diag_code AS source_code,
  diag_desc AS display,
  diag_no AS rank,
  diag_type = 'M' AS is_principal,
  code('present-on-admission', poa) AS present_on_admission,
  local_ts(coalesce(discharge_time, admission_time)) AS recorded_at,
  CASE treat_result WHEN '治愈' THEN 'resolved' ELSE 'active' END AS status
FROM (
  SELECT
    *,
    coalesce(
      code('diagnosis', diag_code),
      CASE WHEN upper(diag_code) RLIKE '^[A-Z][0-9]{2}([.].+)?$' THEN upper(diag_code) END) AS icd
  FROM medrec_diag
)
