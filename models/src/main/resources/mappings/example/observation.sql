-- Measurements that patients of the city hospital take at home.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', reading_id) AS observation_id,
  concat('his_city:', patient_no) AS patient_id,
  _org_code AS org_code,
  'vital-signs' AS category,
  code('vital-sign', sign) AS code,
  sign AS source_code,
  code_attr('vital-sign', sign, 'display') AS display,
  value AS value_num,
  code_attr('vital-sign', sign, 'unit') AS unit,
  value AS source_value,
  unit AS source_unit,
  local_ts(taken_at) AS observed_at,
  'final' AS status
FROM reading
