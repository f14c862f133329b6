-- Doses of vaccine, given or refused.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN status = 'entered-in-error' THEN 'entered in error' END AS _skip,
  concat('${source}:Immunization/', id) AS immunization_id,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(patient, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  coalesce(atc, code('vaccine', vaccine_code_1), code('vaccine', vaccine_code_2)) AS code,
  vaccine_code_1 AS source_code,
  coalesce(vaccine_text, vaccine_display_1, vaccine_display_2, code_attr('vaccine', vaccine_code_1, 'display')) AS display,
  coalesce(dose_number, nullif(regexp_extract(dose_number_text, '^([0-9]+)', 1), '')) AS dose_number,
  lot_number AS lot_number,
  coalesce(site_text, site_display, site_code) AS site,
  coalesce(route_text, route_display, route_code) AS route,
  fhir_ts(occurrence_time) AS given_at,
  reaction AS reaction,
  status AS status
FROM Immunization
