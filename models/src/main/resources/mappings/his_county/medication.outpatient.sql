-- Drugs of outpatient prescriptions.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN presc_status = 'X' THEN 'voided prescription' END AS _skip,
  concat('${source}:drug_presc_detail:', presc_no, ':', item_no) AS medication_id,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  'prescription' AS kind,
  presc_no AS prescription_no,
  code('drug', drug_code) AS code,
  drug_code AS source_code,
  drug_name AS display,
  dosage AS dose,
  dosage_units AS dose_unit,
  administration AS route,
  frequency AS frequency,
  quantity AS quantity,
  package_units AS quantity_unit,
  days AS days,
  round(
    try_cast(quantity AS double)
      * try_cast(code_attr('drug', drug_code, 'ddds_per_base') AS double)
      * CASE package_units
        WHEN code_attr('drug', drug_code, 'base_unit') THEN 1
        WHEN code_attr('drug', drug_code, 'pack_unit')
          THEN try_cast(code_attr('drug', drug_code, 'pack_size') AS double)
      END,
    4) AS ddds,
  code_attr('drug', drug_code, 'antibiotic') = '1' AS is_antibiotic,
  code_attr('drug', drug_code, 'essential') = '1' AS is_essential,
  local_ts(presc_time) AS started_at,
  CAST(NULL AS string) AS ended_at,
  CASE
    WHEN presc_status IN ('N', 'P') THEN 'active'
    WHEN presc_status = 'D' THEN 'completed'
  END AS status
FROM drug_presc_detail
