-- Every person with what a cohort needs beside events: sex, birth, death, first and last contact.
SELECT
  person.person_id,
  person.sex,
  person.birth_date,
  least(person.death_date, died.death_date) AS death_date,
  contact.first_contact,
  contact.last_contact
FROM mart.patient_360 person
LEFT JOIN (
  SELECT person_id, min(contact_date) AS first_contact, max(contact_date) AS last_contact
  FROM cohort_event
  GROUP BY person_id
) contact ON contact.person_id = person.person_id
LEFT JOIN (
  SELECT
    registration.person_id,
    min(to_date(from_utc_timestamp(encounter.ended_at, zone.timezone))) AS death_date
  FROM core.encounter encounter
  JOIN person_registration registration ON registration.patient_id = encounter.patient_id
  JOIN source_zone zone ON zone.source = encounter.source
  WHERE encounter.discharge_mode = '5' AND encounter.status <> 'cancelled'
  GROUP BY registration.person_id
) died ON died.person_id = person.person_id
