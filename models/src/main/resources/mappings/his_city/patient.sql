-- Patients of the city hospital, from its patient master.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  brid AS local_patient_no,
  xm AS name,
  code('sex', xb) AS sex,
  csrq AS birth_date,
  'day' AS birth_date_precision,
  code('id-type', zjlx) AS id_type,
  upper(trim(zjhm)) AS id_number,
  lxdh AS phone,
  jzdz AS address,
  substring(xzqh, 1, 6) AS region_code,
  code('marital', hyzk) AS marital_status,
  code('abo', abo) AS abo_blood,
  code('rh', rh) AS rh_blood,
  zy AS occupation,
  substring(swsj, 1, 10) AS death_date,
  local_ts(jdsj) AS registered_at
FROM br_jbxx
