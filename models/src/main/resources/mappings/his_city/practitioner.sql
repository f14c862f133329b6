-- Staff of the hospital.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', zgh) AS practitioner_id,
  _org_code AS org_code,
  zgh AS local_staff_no,
  xm AS name,
  code('sex', xb) AS sex,
  code('staff-job', zylb) AS job,
  zylb AS job_local,
  zc AS title,
  code('department', ksdm) AS dept_code,
  ksdm AS dept_local_code,
  code_attr('department', ksdm, 'local_name') AS dept_name,
  CASE WHEN zybz = '0' THEN 'left' ELSE 'active' END AS status
FROM zd_zgry
