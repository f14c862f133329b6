-- Persons, by the hospital's number. The FHIR road knows the day of birth and the date of death.
SELECT
  CASE source WHEN '${first}' THEN 1 ELSE 2 END AS road,
  patient_id,
  'all' AS class,
  local_patient_no AS record_key,
  CAST(NULL AS string) AS code,
  CAST(NULL AS string) AS reason
FROM core.patient
WHERE source IN ('${first}', '${second}')
