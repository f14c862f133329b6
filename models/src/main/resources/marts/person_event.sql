-- Every event of core with the person it happened to; null where the patient is not registered in core.
-- A drug that is only referred to has its code and name in the dictionary of its source.
SELECT person.person_id, event.*
FROM (
  SELECT
    patient_id, 'encounter' AS event_type, encounter_id AS event_id, started_at AS event_at,
    ended_at AS event_end_at, encounter_id, org_code, encounter_class AS category,
    principal_dx_code AS code, principal_dx_name AS display, CAST(NULL AS double) AS value_num,
    status AS value_text, CAST(NULL AS string) AS unit, status, source, source_position
  FROM core.encounter
  UNION ALL
  SELECT
    patient_id, 'condition', condition_id,
    coalesce(recorded_at, CAST(onset_date AS timestamp), ended_at, source_ts, merged_at),
    ended_at, encounter_id, org_code, category, code, display, NULL, status, NULL,
    coalesce(code_prefix, substring(code, 1, 3)), source, source_position
  FROM core.condition
  UNION ALL
  SELECT
    patient_id, 'observation', observation_id, observed_at, NULL, encounter_id, org_code, category,
    code, display, value_num, value_text, unit, status, source, source_position
  FROM core.observation
  UNION ALL
  SELECT
    m.patient_id, 'medication', m.medication_id, m.started_at, m.ended_at, m.encounter_id, m.org_code,
    m.kind, coalesce(m.code, d.code),
    CASE WHEN m.display = m.source_code THEN coalesce(d.display, m.display) ELSE m.display END, NULL,
    m.status, NULL, m.status, m.source, m.source_position
  FROM core.medication m
  LEFT JOIN core.drug d ON d.drug_id = m.drug_id
  UNION ALL
  SELECT
    patient_id, 'procedure', procedure_id, performed_at, ended_at, encounter_id, org_code,
    CASE WHEN is_surgery THEN 'surgery' ELSE 'procedure' END, code, display, NULL, status, NULL,
    status, source, source_position
  FROM core.procedure
  UNION ALL
  SELECT
    patient_id, 'charge', charge_id, charged_at, NULL, encounter_id, org_code, category, item_code,
    item_name, CAST(amount AS double), status, 'CNY', status, source, source_position
  FROM core.charge
  UNION ALL
  SELECT
    patient_id, 'referral', referral_id, created_at, coalesce(completed_at, closed_at),
    from_encounter_id, from_org_code, direction, dx_code, dx_name, NULL, state, NULL, state, source,
    source_position
  FROM core.referral
) event
LEFT JOIN person_registration person ON person.patient_id = event.patient_id
