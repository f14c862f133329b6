-- Notices of critical values; the results themselves are mapped from lis_result.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', crit_id) AS critical_value_id,
  concat('${source}:', result_id) AS observation_id,
  concat('his_city:', visit_no) AS encounter_id,
  concat('his_city:', pat_no) AS patient_id,
  _org_code AS org_code,
  item_code AS source_code,
  item_name AS display,
  result_value AS source_value,
  unit AS source_unit,
  local_ts(find_time) AS found_at,
  local_ts(notify_time) AS notified_at,
  local_ts(receive_time) AS received_at,
  local_ts(handle_time) AS handled_at,
  notify_dept AS notified_dept_code,
  handle_desc AS handling,
  CASE crit_status WHEN '1' THEN 'found' WHEN '2' THEN 'notified' WHEN '3' THEN 'received' WHEN '4' THEN 'handled' END AS status
FROM lis_critical
