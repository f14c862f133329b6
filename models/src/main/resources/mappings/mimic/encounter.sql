-- Visits. One with an admission number is what the hospital's admission type says: OMOP files 119 stays
-- of days and weeks that began in the emergency ward as emergency-room visits. One without is a day in
-- the clinics.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', visit_occurrence_id) AS encounter_id,
  concat('${source}:', person_id) AS patient_id,
  _org_code AS org_code,
  visit_source_value AS local_encounter_no,
  class AS encounter_class,
  visit_source_concept_id AS encounter_class_local,
  local_ts(visit_start_datetime) AS started_at,
  local_ts(visit_end_datetime) AS ended_at,
  CASE WHEN class = 'IP' THEN substring(visit_end_datetime, 1, 10) END AS discharge_date,
  code('admission-source', admitting_source_value) AS admission_source,
  code('discharge-mode', discharge_to_source_value) AS discharge_mode,
  CASE WHEN visit_end_datetime IS NULL THEN 'in-progress' ELSE 'finished' END AS status
FROM (
  SELECT
    *,
    CASE
      WHEN visit_source_value RLIKE '[|][0-9]+$'
        THEN code('encounter-class', visit_source_concept_id)
      ELSE 'OP'
    END AS class
  FROM visit_occurrence
)
