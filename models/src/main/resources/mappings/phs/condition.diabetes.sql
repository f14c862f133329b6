-- The diabetes register: one managed condition a card, its type in the code.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:mb_tnbdj:', djbh) AS condition_id,
  concat('${source}:', dabh) AS patient_id,
  _org_code AS org_code,
  'problem' AS category,
  code('diabetes-type', tnblx) AS code,
  CASE WHEN code('diabetes-type', tnblx) IS NOT NULL THEN 'ICD-10-CN' END AS code_system,
  substring(code('diabetes-type', tnblx), 1, 3) AS code_prefix,
  tnblx AS source_code,
  code_attr('diabetes-type', tnblx, 'display') AS display,
  regexp_replace(qzrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3') AS onset_date,
  local_ts(regexp_replace(jkrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3')) AS recorded_at,
  local_ts(regexp_replace(jarq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3')) AS ended_at,
  'active' AS status
FROM mb_tnbdj
