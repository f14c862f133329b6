-- Discharges; in the numerator those who died.
SELECT
  encounter_id AS record_id,
  org_code,
  dept_code,
  discharge_date AS event_date,
  CASE WHEN discharge_mode = '5' THEN 1 ELSE 0 END AS numerator,
  1 AS denominator
FROM core.encounter
WHERE encounter_class = 'IP' AND status = 'finished' AND discharge_date IS NOT NULL
