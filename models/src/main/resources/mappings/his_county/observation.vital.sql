-- Vital signs of visits and wards, one sign a row.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:vital_signs_rec:', rec_id) AS observation_id,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  'vital-signs' AS category,
  code('vital-sign', vital_code) AS code,
  vital_code AS source_code,
  vital_name AS display,
  vital_value AS value_num,
  code_attr('vital-sign', vital_code, 'unit') AS unit,
  vital_value AS source_value,
  units AS source_unit,
  local_ts(time_point) AS observed_at,
  'final' AS status
FROM vital_signs_rec
