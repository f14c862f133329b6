-- Reports with a text. The results of a laboratory report stand as observations; without a text of its
-- own it is no document.
SELECT
  _source_table, _source_key, _source_position, _source_ts,
  CASE
    WHEN status = 'entered-in-error' THEN 'entered in error'
    WHEN status = 'cancelled' THEN 'cancelled report'
    WHEN status = 'registered' THEN 'report not written yet'
    WHEN coalesce(conclusion, conclusion_display, content, content_url) IS NULL THEN 'report without a text: its results are observations'
  END AS _skip,
  concat('${source}:DiagnosticReport/', id) AS document_id,
  concat('${source}:', nullif(regexp_extract(encounter, '(Encounter/[A-Za-z0-9.-]+)', 1), '')) AS encounter_id,
  concat('${source}:', nullif(regexp_extract(subject, '(Patient/[A-Za-z0-9.-]+)', 1), '')) AS patient_id,
  _org_code AS org_code,
  coalesce(code('document-category', loinc), 'other') AS category,
  loinc AS code,
  coalesce(loinc, code_code_1) AS source_code,
  coalesce(code_text, code_display_1, content_title) AS title,
  coalesce(author_name, performer_name, nullif(regexp_extract(author, 'Practitioner/([A-Za-z0-9.-]+)', 1), '')) AS author,
  coalesce(fhir_ts(issued), fhir_ts(coalesce(effective_time, effective_end, effective_start))) AS authored_at,
  coalesce(content_type, 'text/plain') AS content_type,
  coalesce(base64_text(content), conclusion, conclusion_display) AS content,
  'current' AS status
FROM DiagnosticReport
