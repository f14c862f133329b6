-- Questionnaires. The visit asked about is one of another system: the list org-system says which one an
-- institution runs.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN yxbz = '0' THEN 'invalid questionnaire' END AS _skip,
  concat('${source}:', dcbh) AS survey_id,
  concat(code('org-system', bdcjg), ':', jzbh) AS encounter_id,
  concat('${source}:', dabh) AS patient_id,
  bdcjg AS org_code,
  gljg AS surveyor_org_code,
  code('survey-kind', dclx) AS kind,
  code('survey-mode', dcfs) AS mode,
  regexp_replace(dcrq, '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3') AS survey_date,
  hjdf AS score_environment,
  fwdf AS score_service,
  jsdf AS score_skill,
  ddsjdf AS score_waiting,
  zdf AS score_total,
  yjjy AS comment
FROM my_dcb
