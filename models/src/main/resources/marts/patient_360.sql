-- One row per person: who they are (person.sql), what happened by their events.
WITH history AS (
  SELECT
    person_id,
    collect_set(org_code) FILTER (WHERE visit) AS org_codes,
    min(event_at) FILTER (WHERE visit) AS first_contact_at,
    max(event_at) FILTER (WHERE visit) AS last_contact_at,
    count_if(visit AND category = 'OP') AS outpatient_count,
    count_if(visit AND category = 'ED') AS emergency_count,
    count_if(visit AND category = 'IP') AS inpatient_count,
    count_if(visit) AS encounter_count,
    count_if(event_type = 'condition') AS condition_count,
    collect_set(status) FILTER (WHERE event_type = 'condition') AS conditions,
    count_if(event_type = 'observation') AS observation_count,
    count_if(event_type = 'medication') AS medication_count,
    count_if(event_type = 'procedure') AS procedure_count,
    sum(CAST(value_num AS decimal(16, 2)))
      FILTER (WHERE event_type = 'charge' AND coalesce(status, '') <> 'refunded') AS charge_total,
    count_if(event_type = 'referral') AS referral_count,
    max_by(value_num, event_at) FILTER (WHERE result AND code = '8480-6') AS last_systolic,
    max_by(value_num, event_at) FILTER (WHERE result AND code = '8462-4') AS last_diastolic,
    max_by(value_num, event_at) FILTER (WHERE result AND code = '4548-4') AS last_hba1c,
    max_by(value_num, event_at)
      FILTER (WHERE result AND code IN ('14771-0', '14749-6', '15074-8')) AS last_glucose
  FROM (
    SELECT
      *,
      event_type = 'encounter' AND status <> 'cancelled' AS visit,
      event_type = 'observation' AND value_num IS NOT NULL AND coalesce(status, '') <> 'cancelled'
        AS result
    FROM person_event
    WHERE person_id IS NOT NULL
  )
  GROUP BY person_id
)
SELECT
  person.person_id,
  person.identity_basis,
  person.patient_ids,
  person.registration_count,
  coalesce(size(history.org_codes), 0) AS institution_count,
  array_sort(array_union(person.org_codes, coalesce(history.org_codes, array()))) AS org_codes,
  person.name,
  person.sex,
  person.birth_date,
  person.id_number,
  person.phone,
  person.region_code,
  person.death_date,
  history.first_contact_at,
  history.last_contact_at,
  coalesce(history.outpatient_count, 0) AS outpatient_count,
  coalesce(history.emergency_count, 0) AS emergency_count,
  coalesce(history.inpatient_count, 0) AS inpatient_count,
  coalesce(history.encounter_count, 0) AS encounter_count,
  coalesce(history.condition_count, 0) AS condition_count,
  array_sort(coalesce(history.conditions, array())) AS conditions,
  coalesce(history.observation_count, 0) AS observation_count,
  coalesce(history.medication_count, 0) AS medication_count,
  coalesce(history.procedure_count, 0) AS procedure_count,
  CAST(history.charge_total AS decimal(18, 2)) AS charge_total,
  coalesce(history.referral_count, 0) AS referral_count,
  history.last_systolic,
  history.last_diastolic,
  history.last_hba1c,
  history.last_glucose
FROM person
LEFT JOIN history ON history.person_id = person.person_id
