-- Outpatient, emergency, observation and check-up visits. A cancelled registration never becomes a
-- visit: mz_jzjl has a row once the doctor has seen the patient.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN jzzt = '9' THEN 'voided visit' END AS _skip,
  concat('${source}:', jzxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  jzxh AS local_encounter_no,
  code('encounter-class', jzlb) AS encounter_class,
  jzlb AS encounter_class_local,
  code('department', ksdm) AS dept_code,
  ksdm AS dept_local_code,
  code_attr('department', ksdm, 'local_name') AS dept_name,
  ysgh AS attending_doctor,
  yyxh IS NOT NULL AS appointed,
  local_ts(jzsj) AS started_at,
  local_ts(jssj) AS ended_at,
  coalesce(
    code('diagnosis', cbzddm),
    CASE WHEN upper(cbzddm) RLIKE '^[A-Z][0-9]{2}([.].+)?$' THEN upper(cbzddm) END) AS principal_dx_code,
  cbzdmc AS principal_dx_name,
  zs AS chief_complaint,
  CASE jzzt WHEN '1' THEN 'in-progress' WHEN '2' THEN 'finished' END AS status
FROM mz_jzjl
