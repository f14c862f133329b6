-- Outpatient, emergency and check-up visits. One table holds registration and visit: what was only
-- registered, or handed back, is no visit.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN regist_status = 'R' THEN 'cancelled registration'
    WHEN regist_status = 'N' AND visit_time IS NULL THEN 'registered, not seen yet'
  END AS _skip,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  visit_no AS local_encounter_no,
  code('encounter-class', clinic_type) AS encounter_class,
  clinic_type AS encounter_class_local,
  code('department', visit_dept) AS dept_code,
  visit_dept AS dept_local_code,
  code_attr('department', visit_dept, 'local_name') AS dept_name,
  doctor AS attending_doctor,
  appoint_no IS NOT NULL AS appointed,
  local_ts(registering_time) AS registered_at,
  local_ts(visit_time) AS started_at,
  local_ts(end_time) AS ended_at,
  coalesce(
    code('diagnosis', diag_code),
    CASE WHEN upper(diag_code) RLIKE '^[A-Z][0-9]{2}([.].+)?$' THEN upper(diag_code) END) AS principal_dx_code,
  diag_desc AS principal_dx_name,
  chief_complaint AS chief_complaint,
  CASE regist_status WHEN 'N' THEN 'in-progress' WHEN 'F' THEN 'finished' END AS status
FROM clinic_master
