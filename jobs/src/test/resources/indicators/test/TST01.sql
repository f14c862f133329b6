SELECT
  encounter_id AS record_id,
  org_code,
  dept_code,
  local_date(started_at, source) AS event_date,
  1 AS numerator
FROM core.encounter
WHERE encounter_class = 'ED' AND status <> 'cancelled'
