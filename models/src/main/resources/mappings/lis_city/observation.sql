-- Results of the city hospital's laboratory; patients and visits are those of its HIS.
-- A number goes into the standard unit by the factor of the hospital's own list; a unit that is not
-- the one listed, by the table of known units. One that neither knows leaves value and unit as text,
-- which does not fit the column: the row goes to quarantine.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN result_status = '9' THEN 'voided result' END AS _skip,
  concat('${source}:', result_id) AS observation_id,
  concat('his_city:', visit_no) AS encounter_id,
  concat('his_city:', pat_no) AS patient_id,
  _org_code AS org_code,
  'laboratory' AS category,
  loinc AS code,
  item_code AS source_code,
  item_name AS display,
  CASE
    WHEN number IS NULL OR standard_unit IS NULL THEN NULL
    WHEN factor IS NULL THEN concat(result_value, ' ', coalesce(result_unit, 'without unit'))
    ELSE CAST(round(try_cast(number AS double) * try_cast(factor AS double), 6) AS string)
  END AS value_num,
  CASE WHEN number IS NOT NULL THEN standard_unit END AS unit,
  CASE WHEN number IS NOT NULL THEN bound END AS comparator,
  CASE WHEN number IS NULL OR standard_unit IS NULL THEN result_value END AS value_text,
  result_value AS source_value,
  result_unit AS source_unit,
  round(try_cast(ref_low AS double) * try_cast(factor AS double), 6) AS ref_low,
  round(try_cast(ref_high AS double) * try_cast(factor AS double), 6) AS ref_high,
  CASE abn_flag WHEN 'P' THEN 'A' ELSE abn_flag END AS abnormal_flag,
  abn_flag IN ('HH', 'LL') AS is_critical,
  barcode AS specimen_no,
  local_ts(collect_time) AS collected_at,
  local_ts(receive_time) AS received_at,
  local_ts(report_time) AS observed_at,
  CASE result_status
    WHEN '1' THEN 'preliminary'
    WHEN '2' THEN 'final'
    WHEN '3' THEN 'amended'
  END AS status
FROM (
  SELECT
    *,
    unit AS result_unit,
    code('lab-item', item_code) AS loinc,
    code_attr('lab-item', item_code, 'unit') AS standard_unit,
    nullif(regexp_extract(result_value, '^([<>]=?)?([0-9]+([.][0-9]+)?)$', 1), '') AS bound,
    nullif(regexp_extract(result_value, '^([<>]=?)?([0-9]+([.][0-9]+)?)$', 2), '') AS number,
    CASE
      WHEN coalesce(unit, '') = coalesce(code_attr('lab-item', item_code, 'local_unit'), '')
        THEN code_attr('lab-item', item_code, 'factor')
      ELSE code('lab-unit', concat(code('lab-item', item_code), '|', unit))
    END AS factor
  FROM lis_result
)
