-- Drug orders of the wards.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN order_status = '4' THEN 'voided order'
    WHEN order_class <> 'A' THEN 'order that is not a drug'
  END AS _skip,
  concat('${source}:inp_orders:', visit_no, ':', order_no) AS medication_id,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  'inpatient-order' AS kind,
  CAST(NULL AS string) AS prescription_no,
  code('drug', order_code) AS code,
  order_code AS source_code,
  order_text AS display,
  dosage AS dose,
  dosage_units AS dose_unit,
  administration AS route,
  frequency AS frequency,
  quantity AS quantity,
  package_units AS quantity_unit,
  CAST(NULL AS string) AS days,
  round(
    try_cast(quantity AS double)
      * try_cast(code_attr('drug', order_code, 'ddds_per_base') AS double)
      * CASE package_units
        WHEN code_attr('drug', order_code, 'base_unit') THEN 1
        WHEN code_attr('drug', order_code, 'pack_unit')
          THEN try_cast(code_attr('drug', order_code, 'pack_size') AS double)
      END,
    4) AS ddds,
  code_attr('drug', order_code, 'antibiotic') = '1' AS is_antibiotic,
  code_attr('drug', order_code, 'essential') = '1' AS is_essential,
  local_ts(start_time) AS started_at,
  local_ts(stop_time) AS ended_at,
  CASE order_status
    WHEN '1' THEN 'active'
    WHEN '2' THEN 'completed'
    WHEN '3' THEN 'stopped'
  END AS status
FROM inp_orders
