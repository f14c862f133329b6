-- The times of the notice stand on the result itself; found is when the result was reported.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN result_status = '9' THEN 'cancelled result'
    WHEN critical_flag = '1' THEN NULL
    ELSE 'not critical'
  END AS _skip,
  concat('${source}:lab_result:', test_no, ':', item_no) AS critical_value_id,
  concat('${source}:lab_result:', test_no, ':', item_no) AS observation_id,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  report_item_code AS source_code,
  report_item_name AS display,
  result AS source_value,
  units AS source_unit,
  local_ts(result_time) AS found_at,
  local_ts(critical_notify_time) AS notified_at,
  local_ts(critical_receive_time) AS received_at,
  local_ts(critical_handle_time) AS handled_at,
  ordering_dept AS notified_dept_code,
  CASE
    WHEN critical_handle_time IS NOT NULL THEN 'handled'
    WHEN critical_receive_time IS NOT NULL THEN 'received'
    WHEN critical_notify_time IS NOT NULL THEN 'notified'
    ELSE 'found'
  END AS status
FROM lab_result
