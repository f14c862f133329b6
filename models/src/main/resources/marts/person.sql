-- One row per person, as their registrations tell: the newest that knows a value gives it, and the most
-- frequent birth date counts.
WITH born AS (
  SELECT person_id, max_by(birth_date, struct(registrations, newest, birth_date)) AS birth_date
  FROM (
    SELECT person_id, birth_date, count(*) AS registrations, max(registered_at) AS newest
    FROM person_registration
    GROUP BY person_id, birth_date
  )
  GROUP BY person_id
),
known AS (
  SELECT
    person_id,
    max(identity_basis) AS identity_basis,
    array_sort(collect_list(patient_id)) AS patient_ids,
    CAST(greatest(count_if(NOT repeats), 1) AS int) AS registration_count,
    array_sort(collect_set(org_code)) AS org_codes,
    max_by(name, struct(registered_at, patient_id)) FILTER (WHERE name IS NOT NULL) AS name,
    coalesce(
      max_by(sex, struct(registered_at, patient_id)) FILTER (WHERE sex IN ('1', '2')),
      max_by(sex, struct(registered_at, patient_id))) AS sex,
    max(id_number) AS id_number,
    max_by(phone, struct(registered_at, patient_id)) FILTER (WHERE phone IS NOT NULL) AS phone,
    max_by(region_code, struct(registered_at, patient_id)) FILTER (WHERE region_code IS NOT NULL)
      AS region_code,
    min(death_date) AS death_date
  FROM person_registration
  GROUP BY person_id
)
SELECT
  known.person_id,
  known.identity_basis,
  known.patient_ids,
  known.registration_count,
  known.org_codes,
  known.name,
  known.sex,
  born.birth_date,
  known.id_number,
  known.phone,
  known.region_code,
  known.death_date
FROM known
JOIN born ON born.person_id = known.person_id
