-- Booked slots. A slot that was only proposed is not booked.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN status = 'entered-in-error' THEN 'entered in error'
    WHEN status IN ('proposed', 'pending', 'waitlist') THEN 'slot not booked'
  END AS _skip,
  concat('${source}:Appointment/', id) AS appointment_id,
  concat('${source}:', nullif(regexp_extract(patient, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  coalesce(specialty_code, service_code) AS dept_local_code,
  coalesce(specialty_text, specialty_display, service_text, service_display) AS dept_name,
  concat('${source}:', nullif(regexp_extract(practitioner, '(Practitioner/[A-Za-z0-9.-]+)', 1), '')) AS practitioner_id,
  first_number AS registration_no,
  fhir_ts(start) AS slot_at,
  fhir_ts(created) AS made_at,
  code('appointment-status', status) AS status
FROM Appointment
