-- Examinations with their reports. Study UID, series and images stand in the rows of the PACS, under the same
-- examination_id.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', jcxh) AS imaging_study_id,
  concat('${source}:', jzxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  jcxh AS accession_no,
  code('imaging-modality', jclx) AS modality,
  jclx AS modality_local,
  jcbw AS body_site,
  jcxmmc AS display,
  sqks AS dept_local_code,
  local_ts(sqsj) AS ordered_at,
  local_ts(jcsj) AS performed_at,
  local_ts(bgsj) AS reported_at,
  yxsj AS findings,
  jcjl AS conclusion,
  yyxbz = '1' AS is_positive,
  CASE bgzt WHEN '1' THEN 'registered' WHEN '2' THEN 'performed' WHEN '3' THEN 'final' WHEN '9' THEN 'cancelled' END AS status,
  concat('${source}:', jcxh) AS examination_id,
  concat('${source}:', jcxh, '|', '${source}:', brid) AS order_key
FROM jc_bgd
