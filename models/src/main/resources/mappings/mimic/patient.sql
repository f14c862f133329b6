-- Persons. Their makers removed names, and gave of the birth only a year that fits the shifted dates.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', person_id) AS patient_id,
  _org_code AS org_code,
  person_source_value AS local_patient_no,
  code('sex', gender_source_value) AS sex,
  concat_ws(
    '-',
    year_of_birth,
    coalesce(lpad(month_of_birth, 2, '0'), '01'),
    coalesce(lpad(day_of_birth, 2, '0'), '01')) AS birth_date,
  CASE
    WHEN month_of_birth IS NULL THEN 'year'
    WHEN day_of_birth IS NULL THEN 'month'
    ELSE 'day'
  END AS birth_date_precision
FROM person
