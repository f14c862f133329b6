-- Diagnoses, by stay and code.
SELECT
  CASE c.source WHEN '${first}' THEN 1 ELSE 2 END AS road,
  c.patient_id,
  c.category AS class,
  concat_ws(
    '/',
    coalesce(nullif(regexp_extract(e.local_encounter_no, '[|]([0-9]+)$', 1), ''), e.local_encounter_no),
    c.source_code) AS record_key,
  c.source_code AS code,
  CASE
    WHEN c.category = 'charted' THEN 'charted_finding'
    WHEN c.source = '${second}' AND e.encounter_class = 'ED' THEN 'emergency_visit'
  END AS reason
FROM core.condition AS c
LEFT JOIN core.encounter AS e ON e.encounter_id = c.encounter_id
WHERE c.source IN ('${first}', '${second}')
