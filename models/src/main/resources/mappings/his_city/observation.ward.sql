-- Vital signs of the wards: one column a sign, so one row gives one observation a sign
-- that was measured.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  vital.n AS _row,
  CASE
    WHEN zfbz = '1' THEN 'voided measurement'
    WHEN vital IS NULL THEN 'no vital sign measured'
  END AS _skip,
  concat('${source}:zy_smtz:', tzxh, ':', vital.item) AS observation_id,
  concat('${source}:', zyxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  'vital-signs' AS category,
  code('vital-sign', vital.item) AS code,
  vital.item AS source_code,
  code_attr('vital-sign', vital.item, 'display') AS display,
  vital.value AS value_num,
  code_attr('vital-sign', vital.item, 'unit') AS unit,
  vital.value AS source_value,
  code_attr('vital-sign', vital.item, 'local_unit') AS source_unit,
  local_ts(clsj) AS observed_at,
  'final' AS status
FROM zy_smtz
LATERAL VIEW OUTER explode(
  filter(
    array(
      named_struct('n', 1, 'item', 'tw', 'value', tw),
      named_struct('n', 2, 'item', 'mb', 'value', mb),
      named_struct('n', 3, 'item', 'hx', 'value', hx),
      named_struct('n', 4, 'item', 'ssy', 'value', ssy),
      named_struct('n', 5, 'item', 'szy', 'value', szy),
      named_struct('n', 6, 'item', 'xybhd', 'value', xybhd),
      named_struct('n', 7, 'item', 'tz', 'value', tz)),
    v -> v.value IS NOT NULL)) AS vital
