-- Visits of the grass-roots institutions, home visits of the family doctor among them.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zt = '已作废' THEN 'voided visit' END AS _skip,
  concat('${source}:', jzlsh) AS encounter_id,
  concat('${source}:', hzbh) AS patient_id,
  _org_code AS org_code,
  jzlsh AS local_encounter_no,
  code('encounter-class', jzlx) AS encounter_class,
  jzlx AS encounter_class_local,
  code('department', ksbm) AS dept_code,
  ksbm AS dept_local_code,
  code_attr('department', ksbm, 'local_name') AS dept_name,
  ysgh AS attending_doctor,
  local_ts(jzksrq) AS started_at,
  local_ts(jzjsrq) AS ended_at,
  coalesce(
    code('diagnosis', jzzdbm),
    CASE WHEN upper(jzzdbm) RLIKE '^[A-Z][0-9]{2}([.].+)?$' THEN upper(jzzdbm) END) AS principal_dx_code,
  jzzdmc AS principal_dx_name,
  zs AS chief_complaint,
  CASE zt WHEN '就诊中' THEN 'in-progress' WHEN '已完成' THEN 'finished' END AS status
FROM tb_yl_mz_medical_record
