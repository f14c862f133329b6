-- Staff of the hospital; its dictionary keeps only those who work there.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', emp_no) AS practitioner_id,
  _org_code AS org_code,
  emp_no AS local_staff_no,
  name AS name,
  code('sex', sex) AS sex,
  code('staff-job', job) AS job,
  job AS job_local,
  title AS title,
  code('department', dept_code) AS dept_code,
  dept_code AS dept_local_code,
  code_attr('department', dept_code, 'local_name') AS dept_name,
  'active' AS status
FROM staff_dict
