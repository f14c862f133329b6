-- The hypertension register: one managed condition a card.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:mb_gxydj:', djbh) AS condition_id,
  concat('${source}:', dabh) AS patient_id,
  _org_code AS org_code,
  'problem' AS category,
  'I10.x00' AS code,
  'ICD-10-CN' AS code_system,
  'I10' AS code_prefix,
  '高血压' AS source_code,
  '原发性高血压' AS display,
  regexp_replace(qzrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3') AS onset_date,
  local_ts(regexp_replace(jkrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3')) AS recorded_at,
  local_ts(regexp_replace(jarq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3')) AS ended_at,
  'active' AS status
FROM mb_gxydj
