-- Laboratory results of a county hospital; the reference range is a text such as 3.9-6.1.
-- A number goes into the standard unit by the factor of the hospital's own list; a unit that is not
-- the one listed, by the table of known units. One that neither knows leaves value and unit as text,
-- which does not fit the column: the row goes to quarantine.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN result_status = '9' THEN 'cancelled result' END AS _skip,
  concat('${source}:lab_result:', test_no, ':', item_no) AS observation_id,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  'laboratory' AS category,
  loinc AS code,
  report_item_code AS source_code,
  report_item_name AS display,
  CASE
    WHEN number IS NULL OR standard_unit IS NULL THEN NULL
    WHEN factor IS NULL THEN concat(result, ' ', coalesce(units, 'without unit'))
    ELSE CAST(round(try_cast(number AS double) * try_cast(factor AS double), 6) AS string)
  END AS value_num,
  CASE WHEN number IS NOT NULL THEN standard_unit END AS unit,
  CASE WHEN number IS NOT NULL THEN bound END AS comparator,
  CASE WHEN number IS NULL OR standard_unit IS NULL THEN result END AS value_text,
  result AS source_value,
  units AS source_unit,
  round(try_cast(regexp_extract(print_context, '^([0-9.]+)-([0-9.]+)$', 1) AS double) * try_cast(factor AS double), 6) AS ref_low,
  round(try_cast(regexp_extract(print_context, '^([0-9.]+)-([0-9.]+)$', 2) AS double) * try_cast(factor AS double), 6) AS ref_high,
  CASE abnormal_indicator WHEN 'P' THEN 'A' ELSE abnormal_indicator END AS abnormal_flag,
  critical_flag = '1' AS is_critical,
  CASE
    WHEN coalesce(critical_flag, '0') <> '1' THEN NULL
    WHEN critical_handle_time IS NOT NULL THEN 'handled'
    WHEN critical_receive_time IS NOT NULL THEN 'received'
    WHEN critical_notify_time IS NOT NULL THEN 'notified'
    ELSE 'pending'
  END AS critical_notice,
  local_ts(critical_notify_time) AS critical_notified_at,
  local_ts(critical_receive_time) AS critical_received_at,
  local_ts(critical_handle_time) AS critical_handled_at,
  test_no AS specimen_no,
  local_ts(sample_time) AS collected_at,
  local_ts(received_time) AS received_at,
  local_ts(result_time) AS observed_at,
  CASE result_status WHEN '3' THEN 'preliminary' WHEN '4' THEN 'final' END AS status
FROM (
  SELECT
    *,
    code('lab-item', report_item_code) AS loinc,
    code_attr('lab-item', report_item_code, 'unit') AS standard_unit,
    nullif(regexp_extract(result, '^([<>]=?)?([0-9]+([.][0-9]+)?)$', 1), '') AS bound,
    nullif(regexp_extract(result, '^([<>]=?)?([0-9]+([.][0-9]+)?)$', 2), '') AS number,
    CASE
      WHEN coalesce(units, '') = coalesce(code_attr('lab-item', report_item_code, 'local_unit'), '')
        THEN code_attr('lab-item', report_item_code, 'factor')
      ELSE code('lab-unit', concat(code('lab-item', report_item_code), '|', units))
    END AS factor
  FROM lab_result
)
