-- Outpatient visits by the date of the visit, discharges by the date of discharge.
SELECT
  encounter_id AS record_id,
  org_code,
  dept_code,
  CASE WHEN encounter_class = 'OP' THEN local_date(started_at, source) ELSE discharge_date END
    AS event_date,
  CASE WHEN encounter_class = 'OP' THEN 1 ELSE 0 END AS numerator,
  CASE WHEN encounter_class = 'IP' THEN 1 ELSE 0 END AS denominator
FROM core.encounter
WHERE (encounter_class = 'OP' AND status <> 'cancelled')
  OR (encounter_class = 'IP' AND status = 'finished' AND discharge_date IS NOT NULL)
