-- Patients of a county hospital, from its master index.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  patient_id AS local_patient_no,
  name AS name,
  code('sex', sex) AS sex,
  date_of_birth AS birth_date,
  'day' AS birth_date_precision,
  code('id-type', id_type) AS id_type,
  upper(trim(id_no)) AS id_number,
  phone AS phone,
  mailing_address AS address,
  substring(zone_code, 1, 6) AS region_code,
  code('marital', marital_status) AS marital_status,
  code('abo', blood_type) AS abo_blood,
  occupation AS occupation,
  substring(deceased_time, 1, 10) AS death_date,
  local_ts(create_time) AS registered_at
FROM pat_master_index
