-- Stays that ended with discharge mode 3 or with a completed down-referral made from them.
SELECT
  encounter_id AS record_id,
  org_code,
  dept_code,
  discharge_date AS event_date,
  1 AS numerator
FROM core.encounter
WHERE encounter_class = 'IP'
  AND status = 'finished'
  AND discharge_date IS NOT NULL
  AND (
    discharge_mode = '3'
    OR EXISTS (
      SELECT 1
      FROM core.referral
      WHERE referral.from_encounter_id = encounter.encounter_id
        AND referral.from_org_code = encounter.org_code
        AND referral.direction = 'down'
        AND referral.origin = 'IP'
        AND referral.state IN ('COMPLETED', 'FOLLOWED_UP')
        AND referral.from_org_code <> referral.to_org_code))
