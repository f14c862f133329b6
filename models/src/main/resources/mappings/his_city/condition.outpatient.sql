-- Diagnoses of outpatient visits. The hospital codes in the national ICD-10 itself.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zfbz = '1' THEN 'voided diagnosis' END AS _skip,
  concat('${source}:mz_zd:', zdxh) AS condition_id,
  concat('${source}:', jzxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  'encounter' AS category,
  icd AS code,
  CASE WHEN icd IS NOT NULL THEN 'ICD-10-CN' END AS code_system,
  substring(icd, 1, 3) AS code_prefix,
  coalesce(
    code_on('notifiable', substring(icd, 1, 5), zdsj),
    code_on('notifiable', substring(icd, 1, 3), zdsj)) AS notifiable_class,
  jbdm AS source_code,
  jbmc AS display,
  CASE zdlx WHEN '1' THEN 1 END AS rank,
  zdlx = '1' AS is_principal,
  CAST(NULL AS string) AS present_on_admission,
  local_ts(zdsj) AS recorded_at,
  CASE zdlx WHEN '3' THEN 'suspected' ELSE 'active' END AS status
FROM (
  SELECT
    *,
    coalesce(
      code('diagnosis', jbdm),
      CASE WHEN upper(jbdm) RLIKE '^[A-Z][0-9]{2}([.].+)?$' THEN upper(jbdm) END) AS icd
  FROM mz_zd
)
