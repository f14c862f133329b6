-- Measurements of diabetes follow-ups: blood pressure and weight, and the glucose tests taken there.
-- One column an item, so one row gives one observation an item that was measured.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  item.n AS _row,
  CASE
    WHEN zfbz = '1' THEN 'voided follow-up'
    WHEN item IS NULL THEN 'nothing measured'
  END AS _skip,
  concat('${source}:sf_tnb:', sfbh, ':', item.name) AS observation_id,
  concat('${source}:', dabh) AS patient_id,
  coalesce(sfjg, gljg) AS org_code,
  CASE WHEN item.laboratory THEN 'laboratory' ELSE 'vital-signs' END AS category,
  code(item.list, item.name) AS code,
  item.name AS source_code,
  code_attr(item.list, item.name, 'display') AS display,
  item.value AS value_num,
  code_attr(item.list, item.name, 'unit') AS unit,
  item.value AS source_value,
  code_attr(item.list, item.name, 'local_unit') AS source_unit,
  local_ts(regexp_replace(sfrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3')) AS observed_at,
  'final' AS status
FROM (
  SELECT
    *,
    filter(
      array(
        named_struct(
          'n', 1, 'name', 'ssy', 'list', 'vital-sign', 'laboratory', false, 'value', ssy),
        named_struct(
          'n', 2, 'name', 'szy', 'list', 'vital-sign', 'laboratory', false, 'value', szy),
        named_struct('n', 3, 'name', 'tz', 'list', 'vital-sign', 'laboratory', false, 'value', tz),
        named_struct('n', 4, 'name', 'kfxt', 'list', 'lab-item', 'laboratory', true, 'value', kfxt),
        named_struct('n', 5, 'name', 'chxt', 'list', 'lab-item', 'laboratory', true, 'value', chxt),
        named_struct(
          'n', 6, 'name', 'thxhdb', 'list', 'lab-item', 'laboratory', true, 'value', thxhdb)),
      i -> i.value IS NOT NULL) AS items
  FROM sf_tnb
)
LATERAL VIEW OUTER explode(items) AS item
