-- Submitted referrals; in the numerator those accepted.
SELECT
  referral_id AS record_id,
  to_org_code AS org_code,
  CAST(NULL AS string) AS dept_code,
  local_date(submitted_at, source) AS event_date,
  CASE WHEN accepted_at IS NULL THEN 0 ELSE 1 END AS numerator,
  1 AS denominator
FROM core.referral
WHERE submitted_at IS NOT NULL AND from_org_code <> to_org_code
