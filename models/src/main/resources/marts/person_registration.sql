-- Which person each registration belongs to: a valid resident ID ties registrations of any source,
-- every other registration stands alone.
SELECT
  patient_id,
  concat('P', person_key(coalesce(concat('resident_id:', resident_id), concat('local:', patient_id))))
    AS person_id,
  CASE WHEN resident_id IS NULL THEN 'local_number' ELSE 'resident_id' END AS identity_basis,
  resident_id AS id_number,
  org_code,
  name,
  sex,
  birth_date,
  phone,
  region_code,
  death_date,
  coalesce(registered_at, TIMESTAMP '0001-01-01 00:00:00') AS registered_at
FROM (
  SELECT *, CASE WHEN id_type = '01' THEN resident_id(id_number) END AS resident_id
  FROM core.patient
)
