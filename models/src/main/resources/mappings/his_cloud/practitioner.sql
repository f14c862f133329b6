-- Staff of the grass-roots institutions; staff numbers are those of each institution.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', yljgdm, ':', gh) AS practitioner_id,
  _org_code AS org_code,
  gh AS local_staff_no,
  xm AS name,
  code('sex', xb) AS sex,
  code('staff-job', zwlb) AS job,
  zwlb AS job_local,
  code('department', ksbm) AS dept_code,
  ksbm AS dept_local_code,
  code_attr('department', ksbm, 'local_name') AS dept_name,
  'active' AS status
FROM tb_dic_practitioner
