-- Booked slots; clinic_master holds registration and visit, which are mapped from there.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', appoint_no) AS appointment_id,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  code('department', clinic_dept) AS dept_code,
  clinic_dept AS dept_local_code,
  code_attr('department', clinic_dept, 'local_name') AS dept_name,
  concat('${source}:', doctor) AS practitioner_id,
  code('appointment-channel', appoint_mode) AS channel,
  appoint_mode AS channel_local,
  local_ts(clinic_time) AS slot_at,
  local_ts(appoint_time) AS made_at,
  code('appointment-status', appoint_status) AS status
FROM clinic_appoints
