-- One row per event of a person.
SELECT
  person_id, event_at, event_type, event_id, event_end_at, patient_id, encounter_id, org_code,
  category, code, display, value_num, value_text, unit, source, source_position
FROM person_event
WHERE person_id IS NOT NULL
