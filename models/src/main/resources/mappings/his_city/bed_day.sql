-- Bed days. The dictionary of beds (zd_cw) is no second count of them.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', cwdm, ':', substring(rq, 1, 10)) AS bed_day_id,
  _org_code AS org_code,
  rq AS census_date,
  cwdm AS bed_no,
  bqdm AS ward_code,
  code('department', ksdm) AS dept_code,
  ksdm AS dept_local_code,
  code_attr('department', ksdm, 'local_name') AS dept_name,
  concat('${source}:', zyxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  kfbz = '1' AS is_open,
  zybz = '1' AS is_occupied
FROM zy_cwr
