-- The newest version of each referral that its source still has, with the names of both institutions.
WITH newest AS (
  SELECT *, row_number() OVER (PARTITION BY referral_id ORDER BY observed_at DESC, version DESC) AS age
  FROM ops.referral_version
)
SELECT
  v.referral_id,
  v.direction,
  v.urgency,
  v.origin,
  v.from_org_code,
  f.org_name AS from_org_name,
  f.org_name_en AS from_org_name_en,
  f.region_code AS from_region_code,
  v.to_org_code,
  t.org_name AS to_org_name,
  t.org_name_en AS to_org_name_en,
  t.region_code AS to_region_code,
  v.patient_id,
  v.based_on,
  v.state,
  v.task_status,
  v.terminal,
  v.state_since,
  v.close_reason,
  v.created_at,
  v.submitted_at,
  v.accepted_at,
  v.completed_at,
  v.feedback_at,
  v.followed_up_at,
  v.loop_closed,
  v.open_limit,
  v.open_level,
  v.due_at,
  v.breaches,
  v.illegal_steps,
  NOT v.terminal AND v.breaches > 0 AS overdue,
  v.observed_at,
  v.source,
  v.source_position
FROM newest v
LEFT JOIN core.organization f ON f.org_code = v.from_org_code
LEFT JOIN core.organization t ON t.org_code = v.to_org_code
WHERE v.age = 1 AND NOT v.deleted
