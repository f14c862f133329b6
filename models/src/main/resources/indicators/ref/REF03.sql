-- Accepted referrals; in the numerator those with completion, feedback and follow-up.
SELECT
  referral_id AS record_id,
  to_org_code AS org_code,
  CAST(NULL AS string) AS dept_code,
  local_date(submitted_at, source) AS event_date,
  CASE
    WHEN completed_at IS NOT NULL AND feedback_at IS NOT NULL AND followed_up_at IS NOT NULL THEN 1
    ELSE 0
  END AS numerator,
  1 AS denominator
FROM core.referral
WHERE submitted_at IS NOT NULL AND accepted_at IS NOT NULL AND from_org_code <> to_org_code
