-- Which person each registration belongs to: a valid resident ID ties registrations of any source.
-- Where one source repeats another, the patient numbers of both are of one register: registrations of
-- one institution with the same number are one person, and have the resident ID that one of them has.
-- Every other registration stands alone. A registration that repeats another is marked.
SELECT
  patient_id,
  concat('P', person_key(coalesce(concat('resident_id:', resident_id), concat('local:', first_id))))
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
  coalesce(registered_at, TIMESTAMP '0001-01-01 00:00:00') AS registered_at,
  repeats
FROM (
  SELECT
    patient_id, org_code, name, sex, birth_date, phone, region_code, death_date, registered_at,
    coalesce(own_id, max(own_id) OVER (PARTITION BY register, org_code, number)) AS resident_id,
    coalesce(
      min(CASE WHEN NOT repeats THEN patient_id END) OVER (PARTITION BY register, org_code, number),
      min(patient_id) OVER (PARTITION BY register, org_code, number)) AS first_id,
    repeats
  FROM (
    SELECT
      *,
      coalesce(source_register(source), concat('own:', source)) AS register,
      CASE WHEN source_register(source) IS NULL OR coalesce(trim(local_patient_no), '') = ''
        THEN concat('alone:', patient_id) ELSE local_patient_no END AS number,
      coalesce(source_register(source) <> source, false) AS repeats,
      CASE WHEN id_type = '01' THEN resident_id(id_number) END AS own_id
    FROM core.patient
  )
)
