-- Operations as the theatre records them.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN sszt = '9' THEN 'cancelled operation'
    WHEN sszt = '1' THEN 'operation not performed yet'
  END AS _skip,
  concat('${source}:zy_ssjl:', ssxh) AS procedure_id,
  concat('${source}:', zyxh) AS encounter_id,
  concat('${source}:', brid) AS patient_id,
  _org_code AS org_code,
  code('operation', ssdm) AS code,
  CASE WHEN code('operation', ssdm) IS NOT NULL THEN 'ICD-9-CM-3' END AS code_system,
  ssdm AS source_code,
  ssmc AS display,
  code_attr('operation', ssdm, 'surgery') = '1' AS is_surgery,
  ssjb AS surgery_grade,
  code_attr('operation', ssdm, 'mis') = '1' AS is_minimally_invasive,
  CASE WHEN sslb IN ('1', '2') THEN true WHEN sslb = '3' THEN false END AS is_elective,
  rjbz = '1' AS is_day_surgery,
  qkdj AS incision_class,
  CASE yhdj WHEN '甲' THEN 'A' WHEN '乙' THEN 'B' WHEN '丙' THEN 'C' END AS healing,
  mzfs AS anaesthesia,
  zdys AS operator,
  local_ts(sskssj) AS performed_at,
  local_ts(ssjssj) AS ended_at,
  'completed' AS status
FROM zy_ssjl
