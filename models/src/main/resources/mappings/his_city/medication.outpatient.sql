-- Drugs of outpatient prescriptions. Defined daily doses come from the quantity, which is in packs or
-- in single units.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN cfzt = '9' THEN 'voided prescription' END AS _skip,
  concat('${source}:mz_cfmx:', mxxh) AS medication_id,
  concat('${source}:', jzxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  'prescription' AS kind,
  cfxh AS prescription_no,
  code('drug', ypdm) AS code,
  ypdm AS source_code,
  ypmc AS display,
  dcjl AS dose,
  jldw AS dose_unit,
  yf AS route,
  pc AS frequency,
  sl AS quantity,
  dw AS quantity_unit,
  ts AS days,
  round(
    try_cast(sl AS double)
      * try_cast(code_attr('drug', ypdm, 'ddds_per_base') AS double)
      * CASE dw
        WHEN code_attr('drug', ypdm, 'base_unit') THEN 1
        WHEN code_attr('drug', ypdm, 'pack_unit')
          THEN try_cast(code_attr('drug', ypdm, 'pack_size') AS double)
      END,
    4) AS ddds,
  code_attr('drug', ypdm, 'antibiotic') = '1' AS is_antibiotic,
  code_attr('drug', ypdm, 'essential') = '1' AS is_essential,
  local_ts(kfsj) AS started_at,
  CAST(NULL AS string) AS ended_at,
  CASE
    WHEN cfzt IN ('0', '1') THEN 'active'
    WHEN cfzt = '2' THEN 'completed'
    WHEN cfzt = '8' THEN 'cancelled'
  END AS status
FROM mz_cfmx
