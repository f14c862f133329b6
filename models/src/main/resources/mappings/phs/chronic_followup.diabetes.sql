-- Follow-ups of the diabetes programme. Their measurements are observations too (observation.diabetes.sql):
-- these rows count follow-ups, those count measurements.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zfbz = '1' THEN 'voided follow-up' END AS _skip,
  concat('${source}:sf_tnb:', sfbh) AS followup_id,
  concat('${source}:', dabh) AS patient_id,
  coalesce(sfjg, gljg) AS org_code,
  gljg AS managing_org_code,
  'diabetes' AS programme,
  djbh AS register_no,
  regexp_replace(sfrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3') AS followup_date,
  code('followup-method', sffs) AS method,
  ssy AS systolic,
  szy AS diastolic,
  kfxt AS fasting_glucose,
  thxhdb AS hba1c,
  tz AS weight,
  code('adherence', fyycx) AS adherence,
  code('followup-result', sffl) AS result,
  sffl AS result_local,
  zzjg AS referred_to_org_code,
  zzyy AS referral_reason,
  regexp_replace(xcsfrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3') AS next_due_date,
  sfys AS performer
FROM sf_tnb
