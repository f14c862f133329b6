-- Bed days. The dictionary of beds (bed_rec) is no second count of them.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', bed_no, ':', substring(census_date, 1, 10)) AS bed_day_id,
  _org_code AS org_code,
  census_date AS census_date,
  bed_no AS bed_no,
  code('department', dept_code) AS dept_code,
  dept_code AS dept_local_code,
  code_attr('department', dept_code, 'local_name') AS dept_name,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  open_flag = '1' AS is_open,
  occupied_flag = '1' AS is_occupied
FROM bed_census
