-- Diagnoses of visits and stays of the grass-roots institutions, in the platform's disease codes.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zfbz = '1' THEN 'voided diagnosis' END AS _skip,
  concat('${source}:', zdlsh) AS condition_id,
  concat('${source}:', jzlsh) AS encounter_id,
  concat('${source}:', hzbh) AS patient_id,
  _org_code AS org_code,
  CASE WHEN jzlsh LIKE 'CZ%' THEN 'discharge' ELSE 'encounter' END AS category,
  icd AS code,
  CASE WHEN icd IS NOT NULL THEN 'ICD-10-CN' END AS code_system,
  substring(icd, 1, 3) AS code_prefix,
  coalesce(
    code_on('notifiable', substring(icd, 1, 5), zdsj),
    code_on('notifiable', substring(icd, 1, 3), zdsj)) AS notifiable_class,
  zdbm AS source_code,
  zdmc AS display,
  CASE zdlb WHEN '主要诊断' THEN 1 END AS rank,
  zdlb = '主要诊断' AS is_principal,
  CAST(NULL AS string) AS present_on_admission,
  local_ts(zdsj) AS recorded_at,
  CASE zdlb WHEN '疑似诊断' THEN 'suspected' ELSE 'active' END AS status
FROM (
  SELECT
    *,
    coalesce(
      code('diagnosis', zdbm),
      CASE WHEN upper(zdbm) RLIKE '^[A-Z][0-9]{2}([.].+)?$' THEN upper(zdbm) END) AS icd
  FROM tb_yl_mz_diagnosis
)
