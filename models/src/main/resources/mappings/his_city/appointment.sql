-- Booked slots. The registration drawn on a slot (mz_ghxx) and the visit (mz_jzjl) are further rows of their
-- own; a slot is one row here, whatever became of it. The visit names its appointment, not the reverse.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', yyxh) AS appointment_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  code('department', ksdm) AS dept_code,
  ksdm AS dept_local_code,
  code_attr('department', ksdm, 'local_name') AS dept_name,
  concat('${source}:', ysgh) AS practitioner_id,
  ghxh AS registration_no,
  code('appointment-channel', yyfs) AS channel,
  yyfs AS channel_local,
  local_ts(yysj) AS slot_at,
  local_ts(djsj) AS made_at,
  local_ts(qxsj) AS cancelled_at,
  code('appointment-status', yyzt) AS status
FROM mz_yyxx
