-- Discharges; in the numerator those with an operation.
SELECT
  encounter.encounter_id AS record_id,
  encounter.org_code,
  encounter.dept_code,
  encounter.discharge_date AS event_date,
  CASE WHEN operated.encounter_id IS NULL THEN 0 ELSE 1 END AS numerator,
  1 AS denominator
FROM core.encounter
LEFT JOIN (
  SELECT DISTINCT encounter_id
  FROM core.procedure
  WHERE is_surgery AND coalesce(status, 'completed') = 'completed'
) operated ON operated.encounter_id = encounter.encounter_id
WHERE encounter.encounter_class = 'IP'
  AND encounter.status = 'finished'
  AND encounter.discharge_date IS NOT NULL
