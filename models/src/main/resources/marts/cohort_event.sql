-- Events that cohorts look at, each on its calendar date at the institution, with the person it
-- happened to. source_zone has the clock of each source; person_registration comes from
-- mart.patient_360. What was cancelled, or only suspected, is no event. A register's diagnosis counts
-- from the date of diagnosis that stands on its card.
SELECT
  person.person_id,
  event.domain,
  concat(event.domain, '/', event.id) AS event_id,
  event.id AS core_id,
  coalesce(event.stated_date, to_date(from_utc_timestamp(event.happened_at, zone.timezone)))
    AS event_date,
  to_date(from_utc_timestamp(event.happened_at, zone.timezone)) AS contact_date,
  event.code,
  event.code_system,
  event.display,
  event.value,
  event.unit,
  event.comparator,
  CASE WHEN event.domain = 'encounter' THEN event.code ELSE encounter.encounter_class END AS setting,
  event.org_code,
  event.source
FROM (
  SELECT
    'condition' AS domain, condition_id AS id, patient_id, encounter_id, org_code, source,
    onset_date AS stated_date, recorded_at AS happened_at, code, code_system, display,
    CAST(NULL AS double) AS value, CAST(NULL AS string) AS unit, CAST(NULL AS string) AS comparator
  FROM core.condition
  WHERE code IS NOT NULL AND coalesce(status, 'active') NOT IN ('suspected', 'excluded')
  UNION ALL
  SELECT
    'medication', m.medication_id, m.patient_id, m.encounter_id, m.org_code, m.source, NULL, m.started_at,
    coalesce(m.code, d.code), 'ATC',
    CASE WHEN m.display = m.source_code THEN coalesce(d.display, m.display) ELSE m.display END, NULL, NULL,
    NULL
  FROM core.medication m
  LEFT JOIN core.drug d ON d.drug_id = m.drug_id
  WHERE coalesce(m.code, d.code) IS NOT NULL AND coalesce(m.status, 'active') <> 'cancelled'
  UNION ALL
  SELECT
    'observation', observation_id, patient_id, encounter_id, org_code, source, NULL, observed_at,
    code, 'LOINC', display, value_num, unit, comparator
  FROM core.observation
  WHERE code IS NOT NULL AND coalesce(status, 'final') <> 'cancelled'
  UNION ALL
  SELECT
    'procedure', procedure_id, patient_id, encounter_id, org_code, source, NULL, performed_at, code,
    code_system, display, NULL, NULL, NULL
  FROM core.procedure
  WHERE code IS NOT NULL AND coalesce(status, 'completed') <> 'cancelled'
  UNION ALL
  SELECT
    'encounter', encounter_id, patient_id, encounter_id, org_code, source, NULL, started_at,
    encounter_class, 'encounter-class', NULL, NULL, NULL, NULL
  FROM core.encounter
  WHERE status <> 'cancelled'
) event
JOIN person_registration person ON person.patient_id = event.patient_id
JOIN source_zone zone ON zone.source = event.source
LEFT JOIN core.encounter encounter ON encounter.encounter_id = event.encounter_id
WHERE coalesce(event.stated_date, event.happened_at) IS NOT NULL
