-- Notices of critical values of the city hospital's laboratory; patients and visits are those of its HIS.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', crit_id) AS critical_value_id,
  concat('his_city:', pat_no) AS patient_id,
  concat('his_city:', visit_no) AS encounter_id,
  _org_code AS org_code,
  code('lab-item', item_code) AS code,
  item_name AS display,
  concat_ws(' ', result_value, unit) AS source_value,
  local_ts(find_time) AS found_at,
  local_ts(notify_time) AS notified_at,
  local_ts(handle_time) AS handled_at
FROM lis_critical
