-- Inpatient stays of township centres.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zt = '已取消' THEN 'cancelled admission' END AS _skip,
  concat('${source}:', jzlsh) AS encounter_id,
  concat('${source}:', hzbh) AS patient_id,
  _org_code AS org_code,
  jzlsh AS local_encounter_no,
  'IP' AS encounter_class,
  code('department', ksbm) AS dept_code,
  ksbm AS dept_local_code,
  code_attr('department', ksbm, 'local_name') AS dept_name,
  ysgh AS attending_doctor,
  local_ts(rysj) AS started_at,
  local_ts(cysj) AS ended_at,
  substring(cysj, 1, 10) AS discharge_date,
  code('admission-source', rytj) AS admission_source,
  code('discharge-mode', lyfs) AS discharge_mode,
  CASE zzyjh WHEN '无' THEN false WHEN '有' THEN true END AS planned_readmission,
  coalesce(
    code('diagnosis', cyzdbm),
    CASE WHEN upper(cyzdbm) RLIKE '^[A-Z][0-9]{2}([.].+)?$' THEN upper(cyzdbm) END) AS principal_dx_code,
  cyzdmc AS principal_dx_name,
  cwh AS bed_no,
  zfy AS total_amount,
  CASE zt WHEN '在院' THEN 'in-progress' WHEN '已出院' THEN 'finished' END AS status
FROM tb_yl_zy_medical_record
