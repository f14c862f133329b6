-- Completed down-referrals whose patient was an outpatient or in the emergency department.
SELECT
  referral_id AS record_id,
  from_org_code AS org_code,
  CAST(NULL AS string) AS dept_code,
  local_date(completed_at, source) AS event_date,
  1 AS numerator
FROM core.referral
WHERE direction = 'down'
  AND origin IN ('OP', 'ED')
  AND state IN ('COMPLETED', 'FOLLOWED_UP')
  AND completed_at IS NOT NULL
  AND from_org_code <> to_org_code
