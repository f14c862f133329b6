-- Coded diagnoses of the case front page; external causes and pathology (zdlx 3, 4) are codes about a
-- diagnosis, not diagnoses.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zdlx IN ('3', '4') THEN 'external cause or pathology code' END AS _skip,
  concat('${source}:ba_zd:', zyxh, ':', zdxh) AS condition_id,
  concat('${source}:', zyxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  'discharge' AS category,
  icd AS code,
  CASE WHEN icd IS NOT NULL THEN 'ICD-10-CN' END AS code_system,
  substring(icd, 1, 3) AS code_prefix,
  coalesce(
    code_on('notifiable', substring(icd, 1, 5), coalesce(cysj, rysj)),
    code_on('notifiable', substring(icd, 1, 3), coalesce(cysj, rysj))) AS notifiable_class,
  jbdm AS source_code,
  jbmc AS display,
  zdxh AS rank,
  zdlx = '1' AS is_principal,
  code('present-on-admission', rybq) AS present_on_admission,
  local_ts(coalesce(cysj, rysj)) AS recorded_at,
  CASE WHEN cyqk = '1' THEN 'resolved' ELSE 'active' END AS status
FROM (
  SELECT
    *,
    coalesce(
      code('diagnosis', jbdm),
      CASE WHEN upper(jbdm) RLIKE '^[A-Z][0-9]{2}([.].+)?$' THEN upper(jbdm) END) AS icd
  FROM ba_zd
)
