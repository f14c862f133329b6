-- Documents: what they are, and their text where it is one and comes with them.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  concat('${source}:DocumentReference/', id) AS document_id,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(subject, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  coalesce(code('document-category', loinc), 'other') AS category,
  loinc AS code,
  coalesce(loinc, type_code_1) AS source_code,
  coalesce(description, content_title, type_text, type_display_1) AS title,
  coalesce(author_name, nullif(regexp_extract(author, 'Practitioner/([A-Za-z0-9.-]+)', 1), '')) AS author,
  coalesce(fhir_ts(date), fhir_ts(content_created), fhir_ts(period_start)) AS authored_at,
  content_type AS content_type,
  base64_text(content) AS content,
  CASE WHEN doc_status = 'entered-in-error' THEN doc_status ELSE status END AS status
FROM DocumentReference
