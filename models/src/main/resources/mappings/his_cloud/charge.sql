-- Items of the bills of the grass-roots institutions.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', fymxbh) AS charge_id,
  concat('${source}:', jzlsh) AS encounter_id,
  concat('${source}:', hzbh) AS patient_id,
  _org_code AS org_code,
  sfbh AS bill_no,
  code('charge-category', fylb) AS category,
  fylb AS source_category,
  xmbm AS item_code,
  xmmc AS item_name,
  sl AS quantity,
  dj AS unit_price,
  je AS amount,
  ybzf AS insurer_amount,
  local_ts(fysj) AS charged_at,
  CASE zt WHEN '已退费' THEN 'refunded' ELSE 'charged' END AS status
FROM tb_his_fee_detail
