-- Requests. A referral is told by the Task that is about it; of an order, core keeps what came of it.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN status = 'entered-in-error' THEN 'entered in error'
    WHEN direction IS NOT NULL THEN 'referral: its Task tells the state'
    ELSE 'order: its results are in core'
  END AS _skip,
  concat('${source}:ServiceRequest/', id) AS referral_id,
  code('referral-direction', direction) AS direction,
  requester_org AS from_org_code,
  performer_org AS to_org_code,
  'SUBMITTED' AS state,
  fhir_ts(authored_on) AS created_at
FROM ServiceRequest
