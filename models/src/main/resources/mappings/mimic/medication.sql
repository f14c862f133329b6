-- Drugs prescribed in hospital. The source names a drug by its US package code (NDC) or by a text; the
-- substance of the commoner package codes is known from codes/drug/mimic.csv.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:', drug_exposure_id) AS medication_id,
  concat('${source}:', visit_occurrence_id) AS encounter_id,
  concat('${source}:', person_id) AS patient_id,
  _org_code AS org_code,
  'inpatient-order' AS kind,
  code('drug', drug_source_value) AS code,
  drug_source_value AS source_code,
  CASE
    WHEN code_attr('drug', drug_source_value, 'display') IS NOT NULL
      THEN code_attr('drug', drug_source_value, 'display')
    WHEN drug_source_value RLIKE '^[0-9]{11}$' THEN concat('NDC ', drug_source_value)
    ELSE drug_source_value
  END AS display,
  route_source_value AS route,
  quantity AS quantity,
  dose_unit_source_value AS quantity_unit,
  code_attr('drug', drug_source_value, 'antibiotic') = '1' AS is_antibiotic,
  local_ts(drug_exposure_start_datetime) AS started_at,
  local_ts(drug_exposure_end_datetime) AS ended_at,
  'completed' AS status
FROM drug_exposure
