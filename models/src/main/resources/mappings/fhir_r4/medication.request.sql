-- Prescriptions and orders. A drug that is only referred to (Medication/…) is known by that reference, and
-- core.drug says its name: a mapping reads one row. A proposal or a draft is no order.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN status = 'entered-in-error' THEN 'entered in error'
    WHEN status = 'draft' THEN 'draft of an order'
    WHEN intent IN ('proposal', 'plan', 'option') THEN 'proposal, no order'
  END AS _skip,
  concat('${source}:MedicationRequest/', id) AS medication_id,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(subject, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  code('medication-kind', coalesce(category_code, 'none')) AS kind,
  coalesce(group_number, first_number) AS prescription_no,
  concat('${source}:', nullif(regexp_extract(drug_reference, '(Medication/[A-Za-z0-9.-]+)', 1), '')) AS drug_id,
  coalesce(atc, code('drug', drug)) AS code,
  drug AS source_code,
  coalesce(drug_text, drug_display_1, drug_reference_display, code_attr('drug', drug, 'display'), drug) AS display,
  dose_value AS dose,
  coalesce(dose_unit, dose_code) AS dose_unit,
  coalesce(route_text, route_display, route_code) AS route,
  coalesce(
    timing_text,
    timing_code,
    CASE WHEN repeat_frequency IS NOT NULL THEN concat(repeat_frequency, ' / ', repeat_period, ' ', repeat_period_unit) END) AS frequency,
  quantity_value AS quantity,
  quantity_unit AS quantity_unit,
  CASE WHEN supply_unit = 'd' THEN supply_value END AS days,
  CASE
    WHEN coalesce(atc, code('drug', drug)) IS NOT NULL THEN startswith(coalesce(atc, code('drug', drug)), 'J01')
  END AS is_antibiotic,
  CASE code_attr('drug', drug, 'essential') WHEN '1' THEN true WHEN '0' THEN false END AS is_essential,
  coalesce(fhir_ts(bounds_start), fhir_ts(validity_start), fhir_ts(authored_on)) AS started_at,
  coalesce(fhir_ts(bounds_end), fhir_ts(validity_end)) AS ended_at,
  CASE
    WHEN status IN ('active', 'completed', 'stopped', 'cancelled') THEN status
    WHEN status = 'on-hold' THEN 'stopped'
  END AS status
FROM (
  SELECT
    *,
    coalesce(atc, drug_code_1, nullif(regexp_extract(drug_reference, '(Medication/[A-Za-z0-9.-]+)', 1), '')) AS drug
  FROM MedicationRequest
)
