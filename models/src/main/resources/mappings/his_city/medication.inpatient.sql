-- Drug orders of the wards and drugs to take home (yzlb 1 and 8).
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN yzzt = '9' THEN 'voided order'
    WHEN yzlb NOT IN ('1', '8') THEN 'order that is not a drug'
  END AS _skip,
  concat('${source}:zy_yz:', yzxh) AS medication_id,
  concat('${source}:', zyxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  'inpatient-order' AS kind,
  CAST(NULL AS string) AS prescription_no,
  code('drug', xmdm) AS code,
  xmdm AS source_code,
  yzmc AS display,
  dcjl AS dose,
  jldw AS dose_unit,
  yf AS route,
  pc AS frequency,
  sl AS quantity,
  dw AS quantity_unit,
  CAST(NULL AS string) AS days,
  round(
    try_cast(sl AS double)
      * try_cast(code_attr('drug', xmdm, 'ddds_per_base') AS double)
      * CASE dw
        WHEN code_attr('drug', xmdm, 'base_unit') THEN 1
        WHEN code_attr('drug', xmdm, 'pack_unit')
          THEN try_cast(code_attr('drug', xmdm, 'pack_size') AS double)
      END,
    4) AS ddds,
  code_attr('drug', xmdm, 'antibiotic') = '1' AS is_antibiotic,
  code_attr('drug', xmdm, 'essential') = '1' AS is_essential,
  local_ts(kssj) AS started_at,
  local_ts(tzsj) AS ended_at,
  CASE yzzt
    WHEN '0' THEN 'active'
    WHEN '1' THEN 'completed'
    WHEN '2' THEN 'stopped'
  END AS status
FROM zy_yz
