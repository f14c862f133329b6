-- Laboratory results of the grass-roots institutions; the reference range is a text.
-- A number goes into the standard unit by the factor of the hospital's own list; a unit that is not
-- the one listed, by the table of known units. One that neither knows leaves value and unit as text,
-- which does not fit the column: the row goes to quarantine.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN zt = '已作废' THEN 'voided result' END AS _skip,
  concat('${source}:', bgmxbh) AS observation_id,
  concat('${source}:', jzlsh) AS encounter_id,
  concat('${source}:', hzbh) AS patient_id,
  _org_code AS org_code,
  'laboratory' AS category,
  loinc AS code,
  jczbdm AS source_code,
  jczbmc AS display,
  CASE
    WHEN number IS NULL OR standard_unit IS NULL THEN NULL
    WHEN factor IS NULL THEN concat(jczbjg, ' ', coalesce(jldw, 'without unit'))
    ELSE CAST(round(try_cast(number AS double) * try_cast(factor AS double), 6) AS string)
  END AS value_num,
  CASE WHEN number IS NOT NULL THEN standard_unit END AS unit,
  CASE WHEN number IS NOT NULL THEN bound END AS comparator,
  CASE WHEN number IS NULL OR standard_unit IS NULL THEN jczbjg END AS value_text,
  jczbjg AS source_value,
  jldw AS source_unit,
  round(try_cast(regexp_extract(ckz, '^([0-9.]+)-([0-9.]+)$', 1) AS double) * try_cast(factor AS double), 6) AS ref_low,
  round(try_cast(regexp_extract(ckz, '^([0-9.]+)-([0-9.]+)$', 2) AS double) * try_cast(factor AS double), 6) AS ref_high,
  CASE ycts
    WHEN '正常' THEN 'N'
    WHEN '偏高' THEN 'H'
    WHEN '偏低' THEN 'L'
    WHEN '阳性' THEN 'A'
  END AS abnormal_flag,
  CAST(NULL AS boolean) AS is_critical,
  bgdh AS specimen_no,
  local_ts(cjsj) AS collected_at,
  CAST(NULL AS string) AS received_at,
  local_ts(bgsj) AS observed_at,
  'final' AS status
FROM (
  SELECT
    *,
    code('lab-item', jczbdm) AS loinc,
    code_attr('lab-item', jczbdm, 'unit') AS standard_unit,
    nullif(regexp_extract(jczbjg, '^([<>]=?)?([0-9]+([.][0-9]+)?)$', 1), '') AS bound,
    nullif(regexp_extract(jczbjg, '^([<>]=?)?([0-9]+([.][0-9]+)?)$', 2), '') AS number,
    CASE
      WHEN coalesce(jldw, '') = coalesce(code_attr('lab-item', jczbdm, 'local_unit'), '')
        THEN code_attr('lab-item', jczbdm, 'factor')
      ELSE code('lab-unit', concat(code('lab-item', jczbdm), '|', jldw))
    END AS factor
  FROM tb_lis_indicators
)
