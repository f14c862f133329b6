-- Operations of the case front page.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN oper_status = 'C' THEN 'cancelled operation'
    WHEN oper_status = 'P' THEN 'operation not performed yet'
  END AS _skip,
  concat('${source}:medrec_oper:', visit_no, ':', oper_no) AS procedure_id,
  concat('${source}:', visit_no) AS encounter_id,
  concat('${source}:', patient_id) AS patient_id,
  _org_code AS org_code,
  code('operation', oper_code) AS code,
  CASE WHEN code('operation', oper_code) IS NOT NULL THEN 'ICD-9-CM-3' END AS code_system,
  oper_code AS source_code,
  oper_desc AS display,
  code_attr('operation', oper_code, 'surgery') = '1' AS is_surgery,
  CASE oper_scale WHEN '一' THEN 1 WHEN '二' THEN 2 WHEN '三' THEN 3 WHEN '四' THEN 4 END AS surgery_grade,
  code_attr('operation', oper_code, 'mis') = '1' AS is_minimally_invasive,
  CASE oper_kind WHEN '择期' THEN true WHEN '急诊' THEN false END AS is_elective,
  CAST(NULL AS boolean) AS is_day_surgery,
  CASE wound_grade
    WHEN '0' THEN '0'
    WHEN 'Ⅰ' THEN 'I'
    WHEN 'Ⅱ' THEN 'II'
    WHEN 'Ⅲ' THEN 'III'
  END AS incision_class,
  CASE heal WHEN '甲' THEN 'A' WHEN '乙' THEN 'B' WHEN '丙' THEN 'C' END AS healing,
  anaesthesia AS anaesthesia,
  operator AS operator,
  local_ts(start_time) AS performed_at,
  local_ts(end_time) AS ended_at,
  'completed' AS status
FROM medrec_oper
