-- Stays, by the admission number.
SELECT
  CASE source WHEN '${first}' THEN 1 ELSE 2 END AS road,
  patient_id,
  encounter_class AS class,
  coalesce(nullif(regexp_extract(local_encounter_no, '[|]([0-9]+)$', 1), ''), local_encounter_no) AS record_key,
  CAST(NULL AS string) AS code,
  CASE
    WHEN source = '${first}' AND NOT local_encounter_no RLIKE '[|][0-9]+$' THEN 'clinic_day'
    WHEN source = '${second}' AND encounter_class = 'ED' THEN 'emergency_visit'
    WHEN source = '${second}' AND encounter_class_local = 'ACUTE' THEN 'intensive_care_stay'
  END AS reason
FROM core.encounter
WHERE source IN ('${first}', '${second}')
