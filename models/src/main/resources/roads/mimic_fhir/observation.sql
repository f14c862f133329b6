-- Observations: this copy of the database has none, but for the dates that it files as procedures.
SELECT
  CASE o.source WHEN '${first}' THEN 1 ELSE 2 END AS road,
  o.patient_id,
  o.category AS class,
  o.observation_id AS record_key,
  CAST(NULL AS string) AS code,
  CASE
    WHEN p.patient_no IS NOT NULL THEN 'charted_date'
    ELSE 'no_measurements'
  END AS reason
FROM core.observation AS o
JOIN core.patient AS n ON n.patient_id = o.patient_id
LEFT JOIN (
  SELECT DISTINCT n.local_patient_no AS patient_no, p.source_code AS code, p.performed_at
  FROM core.procedure AS p
  JOIN core.patient AS n ON n.patient_id = p.patient_id
  WHERE p.source = '${first}'
) AS p
  ON p.patient_no = n.local_patient_no
    AND p.code = o.source_code
    AND p.performed_at = try_cast(o.value_text AS timestamp)
WHERE o.source IN ('${first}', '${second}')
