-- Drugs prescribed in grass-roots visits and stays; a dose is a text such as 0.5g.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zt = '已作废' THEN 'voided prescription' END AS _skip,
  concat('${source}:', cfmxbh) AS medication_id,
  concat('${source}:', jzlsh) AS encounter_id,
  concat('${source}:', hzbh) AS patient_id,
  _org_code AS org_code,
  CASE WHEN jzlsh LIKE 'CZ%' THEN 'inpatient-order' ELSE 'prescription' END AS kind,
  cfbh AS prescription_no,
  code('drug', ypbm) AS code,
  ypbm AS source_code,
  ypmc AS display,
  nullif(regexp_extract(mcyl, '^([0-9.]+)', 1), '') AS dose,
  nullif(regexp_extract(mcyl, '^[0-9.]+ *(.*)$', 1), '') AS dose_unit,
  yyff AS route,
  yypl AS frequency,
  fysl AS quantity,
  sldw AS quantity_unit,
  yyts AS days,
  round(
    try_cast(fysl AS double)
      * try_cast(code_attr('drug', ypbm, 'ddds_per_base') AS double)
      * CASE sldw
        WHEN code_attr('drug', ypbm, 'base_unit') THEN 1
        WHEN code_attr('drug', ypbm, 'pack_unit')
          THEN try_cast(code_attr('drug', ypbm, 'pack_size') AS double)
      END,
    4) AS ddds,
  code_attr('drug', ypbm, 'antibiotic') = '1' AS is_antibiotic,
  code_attr('drug', ypbm, 'essential') = '1' AS is_essential,
  local_ts(kfsj) AS started_at,
  CAST(NULL AS string) AS ended_at,
  CASE zt WHEN '已发药' THEN 'completed' ELSE 'active' END AS status
FROM tb_cis_prescription_detail
