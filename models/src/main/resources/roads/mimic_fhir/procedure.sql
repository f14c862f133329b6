-- Procedures: what was billed by stay and code, what intensive care charted by item and time. Dates that
-- a nurse charts (a line put in, a dressing changed) are procedures of OMOP and observations of FHIR.
SELECT
  CASE p.source WHEN '${first}' THEN 1 ELSE 2 END AS road,
  p.patient_id,
  CASE WHEN charted THEN 'charted' ELSE 'billed' END AS class,
  concat_ws(
    '/',
    CASE
      WHEN charted THEN CAST(p.performed_at AS string)
      ELSE coalesce(nullif(regexp_extract(e.local_encounter_no, '[|]([0-9]+)$', 1), ''), e.local_encounter_no)
    END,
    p.source_code) AS record_key,
  p.source_code AS code,
  CASE
    WHEN o.patient_no IS NOT NULL THEN 'charted_date'
    WHEN p.source = '${second}' AND e.encounter_class = 'ED' THEN 'emergency_visit'
  END AS reason
FROM (
  SELECT *, NOT source_code RLIKE '^([A-Z0-9]{3,5}|[A-Z0-9]{7})$' AS charted
  FROM core.procedure
) AS p
JOIN core.patient AS n ON n.patient_id = p.patient_id
LEFT JOIN core.encounter AS e ON e.encounter_id = p.encounter_id
LEFT JOIN (
  SELECT DISTINCT
    n.local_patient_no AS patient_no,
    o.source_code AS code,
    try_cast(o.value_text AS timestamp) AS charted_at
  FROM core.observation AS o
  JOIN core.patient AS n ON n.patient_id = o.patient_id
  WHERE o.source = '${second}' AND try_cast(o.value_text AS timestamp) IS NOT NULL
) AS o
  ON p.source = '${first}'
    AND o.patient_no = n.local_patient_no
    AND o.code = p.source_code
    AND o.charted_at = p.performed_at
WHERE p.source IN ('${first}', '${second}')
