-- Bed days of the township centres; bed numbers are those of each institution.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', yljgdm, ':', cwh, ':', substring(rq, 1, 10)) AS bed_day_id,
  _org_code AS org_code,
  rq AS census_date,
  cwh AS bed_no,
  code('department', ksbm) AS dept_code,
  ksbm AS dept_local_code,
  code_attr('department', ksbm, 'local_name') AS dept_name,
  concat('${source}:', jzlsh) AS encounter_id,
  concat('${source}:', hzbh) AS patient_id,
  kfbz = '1' AS is_open,
  zybz = '1' AS is_occupied
FROM tb_his_zy_bed
