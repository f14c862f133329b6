-- Medicines: orders by stay and start; a dose given at that moment is no order. Of some stays the FHIR road
-- has no order at all.
SELECT
  CASE source WHEN '${first}' THEN 1 ELSE 2 END AS road,
  patient_id,
  kind AS class,
  concat_ws('/', kind, stay, CAST(started_at AS string)) AS record_key,
  CAST(NULL AS string) AS code,
  CASE
    WHEN kind = 'administration' THEN 'dose_given'
    WHEN source = '${second}' AND ended_at IS NULL THEN 'order_without_period'
    WHEN source = '${first}' AND ended_at <= started_at THEN 'period_turned_round'
    WHEN source = '${first}' AND stay IS NOT NULL
      AND count_if(source = '${second}' AND kind <> 'administration') OVER (PARTITION BY stay) = 0
      THEN 'stay_without_orders'
  END AS reason
FROM (
  SELECT
    m.*,
    coalesce(nullif(regexp_extract(e.local_encounter_no, '[|]([0-9]+)$', 1), ''), e.local_encounter_no) AS stay
  FROM core.medication AS m
  LEFT JOIN core.encounter AS e ON e.encounter_id = m.encounter_id
  WHERE m.source IN ('${first}', '${second}')
) AS m
