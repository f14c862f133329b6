-- Items of outpatient bills.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:mz_sfmx:', mxxh) AS charge_id,
  concat('${source}:', jzxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  sfxh AS bill_no,
  code('charge-category', sffl) AS category,
  sffl AS source_category,
  xmdm AS item_code,
  xmmc AS item_name,
  sl AS quantity,
  dj AS unit_price,
  je AS amount,
  ybje AS insurer_amount,
  local_ts(sfsj) AS charged_at,
  CASE tfbz WHEN '1' THEN 'refunded' ELSE 'charged' END AS status
FROM mz_sfmx
