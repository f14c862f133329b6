-- Charges of inpatient stays; a refund is a row of its own with a negative amount.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zfbz = '1' THEN 'voided charge' END AS _skip,
  concat('${source}:zy_fymx:', fyxh) AS charge_id,
  concat('${source}:', zyxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  CAST(NULL AS string) AS bill_no,
  code('charge-category', sffl) AS category,
  sffl AS source_category,
  xmdm AS item_code,
  xmmc AS item_name,
  sl AS quantity,
  dj AS unit_price,
  je AS amount,
  ybje AS insurer_amount,
  local_ts(fysj) AS charged_at,
  'charged' AS status
FROM zy_fymx
