-- Vital signs of hypertension follow-ups: one column a sign, so one row gives one observation a sign
-- that was measured.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  vital.n AS _row,
  CASE
    WHEN zfbz = '1' THEN 'voided follow-up'
    WHEN vital IS NULL THEN 'no vital sign measured'
  END AS _skip,
  concat('${source}:sf_gxy:', sfbh, ':', vital.item) AS observation_id,
  CAST(NULL AS string) AS encounter_id,
  concat('${source}:', dabh) AS patient_id,
  coalesce(sfjg, gljg) AS org_code,
  'vital-signs' AS category,
  code('vital-sign', vital.item) AS code,
  vital.item AS source_code,
  code_attr('vital-sign', vital.item, 'display') AS display,
  vital.value AS value_num,
  code_attr('vital-sign', vital.item, 'unit') AS unit,
  vital.value AS source_value,
  code_attr('vital-sign', vital.item, 'local_unit') AS source_unit,
  local_ts(regexp_replace(sfrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3')) AS observed_at,
  'final' AS status
FROM sf_gxy
LATERAL VIEW OUTER explode(
  filter(
    array(
      named_struct('n', 1, 'item', 'ssy', 'value', ssy),
      named_struct('n', 2, 'item', 'szy', 'value', szy),
      named_struct('n', 3, 'item', 'xl', 'value', xl),
      named_struct('n', 4, 'item', 'sg', 'value', sg),
      named_struct('n', 5, 'item', 'tz', 'value', tz)),
    v -> v.value IS NOT NULL)) AS vital
