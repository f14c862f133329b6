-- Medicines given: beside the order, a row for each dose or infusion.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN status = 'entered-in-error' THEN 'entered in error'
    WHEN status = 'not-done' THEN 'dose not given'
  END AS _skip,
  concat('${source}:MedicationAdministration/', id) AS medication_id,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(subject, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  'administration' AS kind,
  nullif(regexp_extract(request, '(MedicationRequest/[A-Za-z0-9.-]+)', 1), '') AS prescription_no,
  concat('${source}:', nullif(regexp_extract(drug_reference, '(Medication/[A-Za-z0-9.-]+)', 1), '')) AS drug_id,
  coalesce(atc, code('drug', drug)) AS code,
  drug AS source_code,
  coalesce(drug_text, drug_display_1, drug_reference_display, code_attr('drug', drug, 'display'), drug) AS display,
  dose_value AS dose,
  coalesce(dose_unit, dose_code) AS dose_unit,
  coalesce(route_text, route_display, route_code) AS route,
  CASE
    WHEN coalesce(atc, code('drug', drug)) IS NOT NULL THEN startswith(coalesce(atc, code('drug', drug)), 'J01')
  END AS is_antibiotic,
  fhir_ts(coalesce(effective_time, effective_start)) AS started_at,
  fhir_ts(effective_end) AS ended_at,
  CASE
    WHEN status = 'in-progress' THEN 'active'
    WHEN status IN ('completed', 'stopped') THEN status
    WHEN status = 'on-hold' THEN 'stopped'
  END AS status
FROM (
  SELECT
    *,
    coalesce(atc, drug_code_1, nullif(regexp_extract(drug_reference, '(Medication/[A-Za-z0-9.-]+)', 1), '')) AS drug
  FROM MedicationAdministration
)
