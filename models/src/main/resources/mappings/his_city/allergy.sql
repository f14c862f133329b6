-- Allergies of patients as the outpatient clinic asks for them.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zfbz = '1' THEN 'voided allergy' END AS _skip,
  concat('${source}:', gmxh) AS allergy_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  code('allergy-category', gmylx) AS category,
  gmylx AS category_local,
  gmymc AS substance,
  gmfy AS reaction,
  code('allergy-severity', yzcd) AS severity,
  local_ts(jlsj) AS recorded_at,
  'active' AS status
FROM br_gms
