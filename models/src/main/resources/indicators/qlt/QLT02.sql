-- Live discharges; in the numerator those whose person was admitted again, unplanned, within ${days} days.
WITH stay AS (
  SELECT
    encounter.encounter_id,
    encounter.org_code,
    encounter.dept_code,
    coalesce(person.person_id, encounter.patient_id) AS person_id,
    local_date(encounter.started_at, encounter.source) AS admitted,
    encounter.started_at,
    encounter.ended_at,
    encounter.discharge_date AS discharged,
    encounter.discharge_mode,
    encounter.status,
    coalesce(encounter.planned_readmission, false) AS readmission_planned
  FROM core.encounter
  LEFT JOIN (
    SELECT person_id, explode(patient_ids) AS patient_id FROM mart.patient_360
  ) person ON person.patient_id = encounter.patient_id
  WHERE encounter.encounter_class = 'IP'
    AND encounter.status <> 'cancelled'
    AND coalesce(encounter.principal_dx_code, '') NOT LIKE 'Z51.1%'
    AND coalesce(encounter.principal_dx_code, '') NOT LIKE 'Z49%'
    AND (encounter.ended_at IS NULL OR encounter.ended_at >= encounter.started_at)
),
readmitted AS (
  SELECT DISTINCT first.encounter_id
  FROM stay first
  JOIN stay next
    ON next.person_id = first.person_id
    AND next.encounter_id <> first.encounter_id
    AND next.started_at >= first.ended_at
    AND datediff(next.admitted, first.discharged) BETWEEN 0 AND ${days}
  WHERE NOT (
    coalesce(first.discharge_mode, '') IN ('2', '3')
    AND next.org_code <> first.org_code
    AND datediff(next.admitted, first.discharged) <= ${transfer_days})
)
SELECT
  stay.encounter_id AS record_id,
  stay.org_code,
  stay.dept_code,
  stay.discharged AS event_date,
  CASE WHEN readmitted.encounter_id IS NOT NULL AND NOT stay.readmission_planned THEN 1 ELSE 0 END
    AS numerator,
  1 AS denominator
FROM stay
LEFT JOIN readmitted ON readmitted.encounter_id = stay.encounter_id
WHERE stay.status = 'finished'
  AND stay.discharged IS NOT NULL
  AND coalesce(stay.discharge_mode, '') <> '5'
