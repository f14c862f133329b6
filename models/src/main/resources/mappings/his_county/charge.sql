-- Items of outpatient and inpatient bills.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN item_status = 'X' THEN 'voided charge' END AS _skip,
  concat('${source}:', item_id) AS charge_id,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  rcpt_no AS bill_no,
  code('charge-category', item_class) AS category,
  item_class AS source_category,
  item_code AS item_code,
  item_name AS item_name,
  amount AS quantity,
  price AS unit_price,
  costs AS amount,
  insurance_pay AS insurer_amount,
  local_ts(billing_time) AS charged_at,
  CASE item_status WHEN 'R' THEN 'refunded' ELSE 'charged' END AS status
FROM bill_items
