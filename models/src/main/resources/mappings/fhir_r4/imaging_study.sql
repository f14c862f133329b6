-- Imaging studies as a system that speaks FHIR tells them; what the PACS tells comes by DICOMweb and is of
-- the same examination where the accession number is.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE WHEN status = 'entered-in-error' THEN 'entered in error' END AS _skip,
  concat('${source}:ImagingStudy/', id) AS imaging_study_id,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(subject, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  coalesce(accession_number, other_number, id) AS accession_no,
  replace(study_uid, 'urn:oid:', '') AS study_uid,
  code('imaging-modality', coalesce(modality, series_modality)) AS modality,
  coalesce(modality, series_modality) AS modality_local,
  coalesce(body_site, body_site_code) AS body_site,
  coalesce(description, procedure_text, procedure_display) AS display,
  series_count AS series_count,
  instance_count AS instance_count,
  fhir_ts(started) AS performed_at,
  CASE status
    WHEN 'registered' THEN 'registered'
    WHEN 'available' THEN 'performed'
    WHEN 'unknown' THEN 'performed'
    WHEN 'cancelled' THEN 'cancelled'
  END AS status,
  coalesce(
    concat(coalesce(code('org-system', _org_code), '${source}'), ':', accession_number),
    concat('${source}:ImagingStudy/', id)) AS examination_id
FROM ImagingStudy
