-- Medicines: orders by stay and start; a dose given at that moment is no order.
SELECT
  CASE m.source WHEN '${first}' THEN 1 ELSE 2 END AS road,
  m.patient_id,
  m.kind AS class,
  concat_ws(
    '/',
    m.kind,
    coalesce(nullif(regexp_extract(e.local_encounter_no, '[|]([0-9]+)$', 1), ''), e.local_encounter_no),
    CAST(m.started_at AS string)) AS record_key,
  CAST(NULL AS string) AS code,
  CASE
    WHEN m.kind = 'administration' THEN 'dose_given'
    WHEN m.source = '${second}' AND m.ended_at IS NULL THEN 'order_without_period'
    WHEN m.source = '${first}' AND m.ended_at <= m.started_at THEN 'period_turned_round'
  END AS reason
FROM core.medication AS m
LEFT JOIN core.encounter AS e ON e.encounter_id = m.encounter_id
WHERE m.source IN ('${first}', '${second}')
