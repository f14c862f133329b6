-- Visits and stays. A class is looked for together with the priority first: what a hospital calls
-- ambulatory may be a planned stay (codes/encounter-class/mimic_fhir.csv).
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN status = 'entered-in-error' THEN 'entered in error'
    WHEN status = 'planned' THEN 'planned visit'
  END AS _skip,
  concat('${source}:Encounter/', id) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(subject, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  coalesce(visit_number, usual_number, first_number, id) AS local_encounter_no,
  class AS encounter_class,
  class_code AS encounter_class_local,
  service_code AS dept_local_code,
  coalesce(service_text, service_display, department) AS dept_name,
  coalesce(doctor_name, nullif(regexp_extract(doctor, 'Practitioner/([A-Za-z0-9.-]+)', 1), '')) AS attending_doctor,
  CASE WHEN appointment IS NOT NULL THEN true END AS appointed,
  fhir_ts(period_start) AS started_at,
  fhir_ts(period_end) AS ended_at,
  CASE
    WHEN class = 'IP' AND period_end RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}' THEN substring(period_end, 1, 10)
  END AS discharge_date,
  code('admission-source', admit_source_code) AS admission_source,
  code('discharge-mode', discharge_code) AS discharge_mode,
  bed AS bed_no,
  coalesce(reason_text, reason_display) AS chief_complaint,
  CASE
    WHEN status IN ('arrived', 'triaged', 'in-progress', 'onleave') THEN 'in-progress'
    WHEN status = 'unknown' AND period_end IS NOT NULL THEN 'finished'
    WHEN status IN ('finished', 'cancelled') THEN status
  END AS status
FROM (
  SELECT
    *,
    coalesce(
      code('encounter-class', concat(class_code, '|', priority_code)),
      code('encounter-class', class_code)) AS class
  FROM Encounter
)
