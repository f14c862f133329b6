-- Diagnoses, by stay and code. The same letters mean something else in another code system: E8809 is a fall
-- on stairs in ICD-9-CM and a disorder of plasma proteins in ICD-10-CM.
SELECT
  CASE c.source WHEN '${first}' THEN 1 ELSE 2 END AS road,
  c.patient_id,
  c.category AS class,
  concat_ws(
    '/',
    coalesce(nullif(regexp_extract(e.local_encounter_no, '[|]([0-9]+)$', 1), ''), e.local_encounter_no),
    c.source_code) AS record_key,
  concat_ws('|', c.code_system, c.source_code) AS code,
  CASE
    WHEN c.category = 'charted' THEN 'charted_finding'
    WHEN c.source = '${second}' AND e.encounter_class = 'ED' THEN 'emergency_visit'
  END AS reason
FROM core.condition AS c
LEFT JOIN core.encounter AS e ON e.encounter_id = c.encounter_id
WHERE c.source IN ('${first}', '${second}')
