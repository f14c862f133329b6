-- Inpatient stays with their case front page.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN visit_status = 'C' THEN 'cancelled admission' END AS _skip,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  visit_no AS local_encounter_no,
  'IP' AS encounter_class,
  code('department', coalesce(dept_discharge, dept_current, dept_admission)) AS dept_code,
  coalesce(dept_discharge, dept_current, dept_admission) AS dept_local_code,
  code_attr(
    'department', coalesce(dept_discharge, dept_current, dept_admission), 'local_name')
    AS dept_name,
  doctor_in_charge AS attending_doctor,
  local_ts(admission_time) AS started_at,
  local_ts(discharge_time) AS ended_at,
  substring(discharge_time, 1, 10) AS discharge_date,
  code('admission-source', admission_type) AS admission_source,
  code('discharge-mode', discharge_disposition) AS discharge_mode,
  CASE readmit_plan WHEN '0' THEN false WHEN '1' THEN true END AS planned_readmission,
  coalesce(
    code('diagnosis', coalesce(main_diag_code, admit_diag_code)),
    CASE
      WHEN upper(coalesce(main_diag_code, admit_diag_code)) RLIKE '^[A-Z][0-9]{2}([.].+)?$'
        THEN upper(coalesce(main_diag_code, admit_diag_code))
    END) AS principal_dx_code,
  coalesce(main_diag_desc, admit_diag_desc) AS principal_dx_name,
  bed_no AS bed_no,
  total_costs AS total_amount,
  CASE visit_status WHEN 'A' THEN 'in-progress' WHEN 'D' THEN 'finished' END AS status
FROM pat_visit
