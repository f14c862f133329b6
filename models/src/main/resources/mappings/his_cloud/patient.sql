-- Patients of the grass-roots institutions; one resident may have a number in each of them.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', hzbh) AS patient_id,
  _org_code AS org_code,
  hzbh AS local_patient_no,
  hzxm AS name,
  code('sex', xb) AS sex,
  csrq AS birth_date,
  'day' AS birth_date_precision,
  code('id-type', zjlb) AS id_type,
  upper(trim(zjhm)) AS id_number,
  lxdh AS phone,
  xxdz AS address,
  substring(xzqhdm, 1, 6) AS region_code,
  code('marital', hyzk) AS marital_status,
  substring(swrq, 1, 10) AS death_date,
  local_ts(jdsj) AS registered_at
FROM tb_yl_patient_information
