-- Referrals: the Task carries the state of the request it is about (FHIR R4 Task, domain reference).
-- Its code says up or down in the system urn:yunhe:referral-direction, requester and owner are
-- institutions by the code of the region's directory.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN status = 'entered-in-error' THEN 'entered in error'
    WHEN direction IS NULL THEN 'task of another kind than a referral'
  END AS _skip,
  concat('${source}:Task/', id) AS referral_id,
  code('referral-direction', direction) AS direction,
  CASE WHEN priority IN ('urgent', 'asap', 'stat') THEN 'emergency' ELSE 'ordinary' END AS urgency,
  from_org AS from_org_code,
  to_org AS to_org_code,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS from_encounter_id,
  concat('${source}:', nullif(regexp_extract(patient, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  patient_name AS patient_name,
  upper(trim(resident_id)) AS id_number,
  reason_code_1 AS dx_code,
  coalesce(reason_text, reason_display_1) AS dx_name,
  description AS reason,
  coalesce(code('referral-status', concat(status, '|', business_status)), code('referral-status', status)) AS state,
  coalesce(concat(status, '|', business_status), status) AS state_local,
  coalesce(status_reason_code, status_reason_text) AS close_reason,
  concat('${source}:', nullif(regexp_extract(based_on, '(Task/[A-Za-z0-9.-]+)', 1), '')) AS based_on,
  fhir_ts(authored_on) AS created_at,
  fhir_ts(submitted_at) AS submitted_at,
  fhir_ts(received_at) AS received_at,
  fhir_ts(accepted_at) AS accepted_at,
  fhir_ts(scheduled_at) AS scheduled_at,
  fhir_ts(coalesce(arrived_at, execution_start)) AS arrived_at,
  CASE WHEN status = 'completed' THEN fhir_ts(execution_end) END AS completed_at,
  fhir_ts(feedback_at) AS feedback_at,
  fhir_ts(followed_up_at) AS followed_up_at,
  CASE
    WHEN status IN ('rejected', 'cancelled', 'failed') THEN fhir_ts(coalesce(execution_end, last_modified))
  END AS closed_at
FROM Task
