-- Months in which an institution had a visit, an admission or a discharge.
SELECT DISTINCT org_code, trunc(day, 'month') AS period
FROM (
  SELECT org_code, explode(array(local_date(started_at, source), discharge_date)) AS day
  FROM core.encounter
  WHERE status <> 'cancelled'
)
WHERE day IS NOT NULL
