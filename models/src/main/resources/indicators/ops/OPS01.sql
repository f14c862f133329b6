-- Discharges with their bed days, counted in calendar days of the institution.
SELECT record_id, org_code, dept_code, event_date, greatest(1, datediff(event_date, admitted))
    AS numerator, 1 AS denominator
FROM (
  SELECT
    encounter_id AS record_id,
    org_code,
    dept_code,
    discharge_date AS event_date,
    local_date(started_at, source) AS admitted
  FROM core.encounter
  WHERE encounter_class = 'IP' AND status = 'finished' AND discharge_date IS NOT NULL
)
WHERE admitted <= event_date
