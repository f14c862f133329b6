-- Procedures: what was billed by stay and code, what intensive care charted by item and time. Dates that
-- a nurse charts (a line put in, a dressing changed) are procedures of OMOP and observations of FHIR. Of
-- some stays the database has no procedure at all; a stay in intensive care, an encounter of its own in
-- FHIR, is part of the hospital stay that it began in.
SELECT
  CASE p.source WHEN '${first}' THEN 1 ELSE 2 END AS road,
  p.patient_id,
  CASE WHEN charted THEN 'charted' ELSE 'billed' END AS class,
  concat_ws('/', CASE WHEN charted THEN CAST(p.performed_at AS string) ELSE stay END, p.source_code) AS record_key,
  p.source_code AS code,
  CASE
    WHEN o.patient_no IS NOT NULL THEN 'charted_date'
    WHEN p.source = '${second}' AND p.encounter_class = 'ED' THEN 'emergency_visit'
    WHEN p.source = '${second}' AND coalesce(hospital_stay, stay) IS NOT NULL
      AND count_if(p.source = '${first}') OVER (PARTITION BY coalesce(hospital_stay, stay)) = 0
      THEN 'stay_without_procedures'
  END AS reason
FROM (
  SELECT
    c.*,
    e.encounter_class,
    n.local_patient_no AS patient_no,
    NOT c.source_code RLIKE '^([A-Z0-9]{3,5}|[A-Z0-9]{7})$' AS charted,
    coalesce(nullif(regexp_extract(e.local_encounter_no, '[|]([0-9]+)$', 1), ''), e.local_encounter_no) AS stay,
    h.local_encounter_no AS hospital_stay
  FROM core.procedure AS c
  JOIN core.patient AS n ON n.patient_id = c.patient_id
  LEFT JOIN core.encounter AS e ON e.encounter_id = c.encounter_id
  LEFT JOIN (
    SELECT i.encounter_id, min(s.local_encounter_no) AS local_encounter_no
    FROM core.encounter AS i
    JOIN core.encounter AS s
      ON s.patient_id = i.patient_id AND i.started_at BETWEEN s.started_at AND s.ended_at
    WHERE i.source = '${second}' AND i.encounter_class_local = 'ACUTE'
      AND s.source = '${second}' AND s.encounter_class_local <> 'ACUTE' AND s.encounter_class <> 'ED'
    GROUP BY i.encounter_id
  ) AS h ON h.encounter_id = e.encounter_id
  WHERE c.source IN ('${first}', '${second}')
) AS p
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
    AND o.patient_no = p.patient_no
    AND o.code = p.source_code
    AND o.charted_at = p.performed_at
