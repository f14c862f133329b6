-- A registration says whether it was booked before: that is all the cloud HIS keeps of an appointment. A
-- walk-in is no appointment, and the visit is mapped from its own table.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN yybz = '1' THEN NULL ELSE 'walk-in registration' END AS _skip,
  concat('${source}:', ghlsh) AS appointment_id,
  concat('${source}:', jzlsh) AS encounter_id,
  concat('${source}:', hzbh) AS patient_id,
  _org_code AS org_code,
  code('department', ksbm) AS dept_code,
  ksbm AS dept_local_code,
  code_attr('department', ksbm, 'local_name') AS dept_name,
  ghlsh AS registration_no,
  local_ts(yysj) AS slot_at,
  code('appointment-status', ghzt) AS status
FROM tb_his_mz_reg
