-- Vital signs of grass-roots visits: one column a sign, so one row gives one observation a sign
-- that was measured. They are texts, and blood pressure
-- comes in mmHg or kPa.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  vital.n AS _row,
  CASE
    WHEN zt = '已作废' THEN 'voided visit'
    WHEN vital IS NULL THEN 'no vital sign measured'
  END AS _skip,
  concat('${source}:', jzlsh, ':', vital.item) AS observation_id,
  concat('${source}:', jzlsh) AS encounter_id,
  concat('${source}:', hzbh) AS patient_id,
  _org_code AS org_code,
  'vital-signs' AS category,
  code('vital-sign', vital.item) AS code,
  vital.item AS source_code,
  code_attr('vital-sign', vital.item, 'display') AS display,
  CASE
    WHEN vital.item IN ('ssy', 'szy') AND xydw = 'kPa'
      THEN coalesce(
        CAST(round(try_cast(vital.value AS double) * 7.50062, 1) AS string),
        vital.value)
    ELSE vital.value
  END AS value_num,
  code_attr('vital-sign', vital.item, 'unit') AS unit,
  vital.value AS source_value,
  CASE
    WHEN vital.item IN ('ssy', 'szy') THEN xydw
    ELSE code_attr('vital-sign', vital.item, 'local_unit')
  END AS source_unit,
  local_ts(jzksrq) AS observed_at,
  'final' AS status
FROM tb_yl_mz_medical_record
LATERAL VIEW OUTER explode(
  filter(
    array(
      named_struct('n', 1, 'item', 'tw', 'value', tw),
      named_struct('n', 2, 'item', 'xl', 'value', xl),
      named_struct('n', 3, 'item', 'ssy', 'value', ssy),
      named_struct('n', 4, 'item', 'szy', 'value', szy),
      named_struct('n', 5, 'item', 'sg', 'value', sg),
      named_struct('n', 6, 'item', 'tz', 'value', tz)),
    v -> v.value IS NOT NULL)) AS vital
