-- Residents with a health file; dates are texts such as 19600131.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', dabh) AS patient_id,
  _org_code AS org_code,
  dabh AS local_patient_no,
  xm AS name,
  code('sex', xb) AS sex,
  regexp_replace(csrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3') AS birth_date,
  'day' AS birth_date_precision,
  CASE WHEN sfzh IS NOT NULL THEN '01' END AS id_type,
  upper(trim(sfzh)) AS id_number,
  lxdh AS phone,
  xzz AS address,
  substring(xzqh, 1, 6) AS region_code,
  code('marital', hyzk) AS marital_status,
  code('abo', abo) AS abo_blood,
  zy AS occupation,
  regexp_replace(swrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3') AS death_date,
  local_ts(regexp_replace(jdrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3'))
    AS registered_at
FROM jk_grda
