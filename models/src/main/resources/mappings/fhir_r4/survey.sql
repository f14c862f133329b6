-- Satisfaction surveys: the questionnaires that codes/survey-kind names. Other questionnaires have no
-- place in core. Scores are of 100; an overall answer of 1 to 5 is taken as fifths.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN status = 'entered-in-error' THEN 'entered in error'
    WHEN status IN ('in-progress', 'stopped') THEN 'questionnaire not finished'
    WHEN kind IS NULL THEN 'questionnaire that is no satisfaction survey'
  END AS _skip,
  concat('${source}:QuestionnaireResponse/', id) AS survey_id,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(subject, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  _org_code AS surveyor_org_code,
  kind AS kind,
  code('survey-mode', mode) AS mode,
  CASE WHEN authored RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}' THEN substring(authored, 1, 10) END AS survey_date,
  coalesce(environment_decimal, environment_integer) AS score_environment,
  coalesce(service_decimal, service_integer) AS score_service,
  coalesce(skill_decimal, skill_integer) AS score_skill,
  coalesce(waiting_decimal, waiting_integer) AS score_waiting,
  CASE
    WHEN overall_integer IN ('1', '2', '3', '4', '5') THEN CAST(try_cast(overall_integer AS int) * 20 AS string)
    ELSE coalesce(overall_decimal, overall_integer)
  END AS score_total,
  comment AS comment
FROM (
  SELECT
    *,
    code('survey-kind', nullif(regexp_extract(questionnaire, '^([^|]+)', 1), '')) AS kind
  FROM QuestionnaireResponse
)
